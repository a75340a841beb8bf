import {
  EnvironmentClass,
  EnvironmentSpec,
  backupCopyRegionOf,
} from '@portico/plugin-environments-common';
import { byModule } from '../document/modules';
import {
  TerraformDocument,
  TerraformResource,
  listResources,
} from '../document/TerraformDocument';
import { markdownTable } from './markdownTable';
import { requestPath } from './requestPath';
import { resourcePurposes } from './resourcePurposes';

/** An environment of a class, as it is written and as it is built. */
export interface ClassContents {
  readonly environmentClass: EnvironmentClass;
  readonly spec: EnvironmentSpec;
  readonly document: TerraformDocument;
}

const INTRODUCTION = `# What an environment contains

[//]: # 'Written by yarn workspace @portico/infra docs; a change by hand is lost.'

An environment is one file, and everything below is made of it. The classes are sizes and switches of one stack, not three stacks. The numbers are those of an environment with one of everything: a node group, a database, a cache, three buckets, one image repository, an edge with its firewall and one service behind it, a topic with a queue and a function, and a budget. An environment that leaves a section out leaves its resources out.`;

const REQUESTS =
  'The load balancer belongs to the environment. Each service of `edge.services` has a target group there, and a rule for each of its paths; a path that leads to none is answered with 404. Without services one target group gets every request. Pods join a group by a `TargetGroupBinding`, so no deployment makes or deletes a way in. With `edge.apiGateway` programs come by the API gateway, over a link into the network, to the same load balancer.';

function waysOf({ environmentClass, document }: ClassContents): string {
  const drawing = requestPath(document).join('\n');
  return `In ${environmentClass}:\n\n\`\`\`text\n${drawing}\n\`\`\``;
}

function days(n: number): string {
  return n === 1 ? '1 day' : `${n} days`;
}

function onOff(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** The switches and sizes in which the classes differ. */
function settings({ spec: environment }: ClassContents): [string, string][] {
  const { spec } = environment;
  const { network, cluster, database, cache, edge } = spec;
  const [group] = cluster?.nodeGroups ?? [];
  return [
    ['Zones', String(spec.availabilityZones)],
    ['NAT gateways', network.natGateways],
    ['Traffic log', onOff(network.flowLogs)],
    ['Kubernetes', cluster?.version ?? '-'],
    ['Nodes', group ? `${group.desired} × ${group.instanceType}` : '-'],
    ['Fewest and most nodes', group ? `${group.min} to ${group.max}` : '-'],
    [
      'Logs are kept',
      cluster?.logRetentionDays ? days(cluster.logRetentionDays) : '-',
    ],
    ['Database', database?.instanceClass ?? '-'],
    [
      'Its storage',
      database ? `${database.storageGb} to ${database.maxStorageGb} GB` : '-',
    ],
    ['In two zones', onOff(database?.multiAz === true)],
    ['Its backups', database ? days(database.backupRetentionDays) : '-'],
    [
      'They are copied to',
      backupCopyRegionOf(environment, 'database') ?? 'no other region',
    ],
    [
      'Protected against deletion',
      onOff(database?.deletionProtection === true),
    ],
    ['Leaves a last snapshot', onOff(database?.finalSnapshot === true)],
    ['Cache', cache ? `${cache.nodes} × ${cache.nodeType}` : '-'],
    ['Its clients need a token', onOff(cache?.authToken === true)],
    ['CloudFront before the load balancer', onOff(edge?.cloudFront === true)],
    [
      'Requests of one address in five minutes',
      edge?.waf ? String(edge.waf.rateLimit) : '-',
    ],
    ['Who did what is written down', onOff(spec.security.auditTrail)],
  ];
}

function settingsTable(classes: readonly ClassContents[]): string {
  const columns = classes.map(settings);
  const rows = columns[0].map(([name], i) => [
    name,
    ...columns.map(column => column[i][1]),
  ]);
  return markdownTable(['', ...classes.map(c => c.environmentClass)], rows);
}

function count(
  { document }: ClassContents,
  matches: (resource: TerraformResource) => boolean,
): string {
  const found = listResources(document).filter(matches).length;
  return found === 0 ? '-' : String(found);
}

function modulesOf(classes: readonly ClassContents[]): string[] {
  const resources = classes.flatMap(({ document }) => listResources(document));
  return [...new Set(byModule(resources).map(({ module }) => module))];
}

function moduleTable(
  module: string,
  classes: readonly ClassContents[],
): string {
  const types = new Set(
    classes.flatMap(({ document }) =>
      listResources(document)
        .filter(resource => resource.module === module)
        .map(({ type }) => type),
    ),
  );
  return markdownTable(
    ['Resource', 'What it is for', ...classes.map(c => c.environmentClass)],
    [...types]
      .sort()
      .map(type => [
        `\`${type}\``,
        resourcePurposes[type] ?? 'not told',
        ...classes.map(each =>
          count(each, r => r.module === module && r.type === type),
        ),
      ]),
  );
}

/** The page that tells what environments contain, made of the environments themselves. */
export function environmentContents(classes: readonly ClassContents[]): string {
  const modules = modulesOf(classes);
  const names = classes.map(({ environmentClass }) => environmentClass);
  const totals = [
    ...modules.map(module => [
      module,
      ...classes.map(each => count(each, r => r.module === module)),
    ]),
    ['**all**', ...classes.map(each => count(each, () => true))],
  ];
  return [
    INTRODUCTION,
    '## How the classes differ',
    settingsTable(classes),
    '## The way of a request',
    REQUESTS,
    ...classes.map(waysOf),
    '## Resources by module',
    markdownTable(['Module', ...names], totals),
    ...modules.flatMap(module => [
      `### ${module}`,
      moduleTable(module, classes),
    ]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/** Types that are built and of which nobody has said what they are for. */
export function unexplainedTypes(documents: readonly TerraformDocument[]) {
  const types = documents.flatMap(document =>
    listResources(document).map(({ type }) => type),
  );
  return [...new Set(types)].filter(type => !(type in resourcePurposes)).sort();
}
