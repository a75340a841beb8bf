import { getAt, textAt, type SpecDraft } from './paths';

const NAT_WORDS: Readonly<Record<string, string>> = {
  none: 'no NAT',
  single: 'one NAT gateway',
  'per-zone': 'a NAT gateway in each zone',
};

function zonesWords(zones: unknown): string {
  if (Array.isArray(zones)) return `${zones.length} zones`;
  return typeof zones === 'number' ? `${zones} zones` : 'zones not set';
}

function placeWords(draft: SpecDraft): string[] {
  const existing = existingNetwork(draft);
  if (existing !== undefined) return [`in ${existing}, which exists already`];
  return [
    textAt(draft, 'spec.network.cidr') || 'no block',
    NAT_WORDS[textAt(draft, 'spec.network.natGateways')] ?? 'NAT not set',
  ];
}

/** The id of the network that exists and is used; undefined where one is made. */
export function existingNetwork(draft: SpecDraft): string | undefined {
  return getAt(draft, 'spec.network.existing') === undefined
    ? undefined
    : textAt(draft, 'spec.network.existing.vpcId') || 'a network';
}

/** The network section in one line. */
export function networkSummary(draft: SpecDraft): string {
  return [
    textAt(draft, 'spec.region') || 'no region',
    zonesWords(getAt(draft, 'spec.availabilityZones')),
    ...placeWords(draft),
  ].join(', ');
}

function groupWords(group: unknown): string {
  const at = (key: string) => {
    const value = getAt(group, key);
    return value === undefined || value === '' ? '?' : String(value);
  };
  const capacity = at('capacity') === 'spot' ? 'spot' : 'on demand';
  return `${at('desired')} x ${at('instanceType')}, ${capacity}`;
}

/** The name of the cluster that exists and is used; undefined where one is made. */
export function existingCluster(draft: SpecDraft): string | undefined {
  return getAt(draft, 'spec.cluster.existing') === undefined
    ? undefined
    : textAt(draft, 'spec.cluster.existing.name') || 'a cluster';
}

/** The cluster section in one line, such as "2 x t3.medium, on demand". */
export function clusterSummary(draft: SpecDraft): string {
  if (getAt(draft, 'spec.cluster') === undefined) return 'no cluster';
  const existing = existingCluster(draft);
  if (existing !== undefined) return `in ${existing}, which exists already`;
  const groups = getAt(draft, 'spec.cluster.nodeGroups');
  const list = Array.isArray(groups) ? groups : [];
  return list.length === 0 ? 'no node groups' : list.map(groupWords).join('; ');
}

function databaseWords(draft: SpecDraft): string {
  if (getAt(draft, 'spec.database') === undefined) return 'no database';
  const zones =
    getAt(draft, 'spec.database.multiAz') === true ? 'two zones' : 'one zone';
  const storage = textAt(draft, 'spec.database.storageGb') || '?';
  return `PostgreSQL on ${
    textAt(draft, 'spec.database.instanceClass') || '?'
  }, ${storage} GB, ${zones}`;
}

function cacheWords(draft: SpecDraft): string {
  if (getAt(draft, 'spec.cache') === undefined) return 'no cache';
  return `${textAt(draft, 'spec.cache.nodes') || '?'} x ${
    textAt(draft, 'spec.cache.nodeType') || '?'
  }`;
}

/** The database and the cache in a line each. */
export function dataWords(draft: SpecDraft): {
  database: string;
  cache: string;
} {
  return { database: databaseWords(draft), cache: cacheWords(draft) };
}

/** The data section in one line. */
export function dataSummary(draft: SpecDraft): string {
  const { database, cache } = dataWords(draft);
  return `${database}; ${cache.startsWith('no ') ? cache : `cache ${cache}`}`;
}

/** The names of the services that are reached from outside by their paths. */
export function servedNames(draft: SpecDraft): string[] {
  const services = getAt(draft, 'spec.edge.services');
  return Array.isArray(services)
    ? services.map(service => String(getAt(service, 'name') ?? '?'))
    : [];
}

function balancerWords(draft: SpecDraft): string {
  const { length } = servedNames(draft);
  if (length === 0) return 'load balancer';
  return `load balancer of ${length} ${length === 1 ? 'service' : 'services'}`;
}

/** The edge section in one line. */
export function edgeSummary(draft: SpecDraft): string {
  if (getAt(draft, 'spec.edge') === undefined)
    return 'not reachable from outside';
  const balancer = balancerWords(draft);
  if (getAt(draft, 'spec.edge.waf') === undefined) {
    return `${balancer} without a web firewall`;
  }
  const limit = Number(textAt(draft, 'spec.edge.waf.rateLimit'));
  return `${balancer}, web firewall at ${
    Number.isFinite(limit) ? limit.toLocaleString('en-US') : '?'
  } requests`;
}
