import fc from 'fast-check';
import {
  ACCESS_LEVELS,
  EnvironmentSpec,
  INTERFACE_ENDPOINTS,
  MANAGED_RULE_GROUPS,
  parseEnvironmentSpec,
  zoneNames,
} from '@portico/plugin-environments-common';

const part = fc.stringMatching(/^[a-z][a-z0-9]{2,8}$/);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });
const named = <T>(entries: fc.Arbitrary<T & { name: string }>) =>
  fc.uniqueArray(entries, {
    minLength: 1,
    maxLength: 3,
    selector: ({ name }) => name,
  });

const nodeGroup = fc.record({
  name: part,
  capacity: maybe(fc.constantFrom('on-demand', 'spot')),
  instanceType: maybe(fc.constantFrom('t3.medium', 't4g.large', 'm6i.large')),
  diskGb: maybe(fc.integer({ min: 20, max: 200 })),
  labels: maybe(fc.dictionary(part, part, { maxKeys: 3 })),
  taints: maybe(
    fc.constant([
      { key: 'kind', value: 'batch', effect: 'PreferNoSchedule' as const },
    ]),
  ),
});

const bucket = fc.record({
  name: part,
  purpose: maybe(fc.constantFrom('data', 'logs', 'backups')),
  versioning: maybe(fc.boolean()),
  expireAfterDays: maybe(fc.integer({ min: 1, max: 400 })),
});

const backupCopyRegion = maybe(
  fc.constantFrom('us-east-1', 'us-west-2', 'eu-central-1', 'none'),
);

const topics = named(
  fc.record({
    name: part,
    queues: fc.uniqueArray(part, { minLength: 1, maxLength: 3 }),
  }),
);

const events = fc
  .record({ topics, consumed: fc.boolean() })
  .map(({ topics: [first, ...rest], consumed }) => ({
    topics: [first, ...rest],
    consumers: consumed
      ? [
          {
            name: 'mail',
            topic: first.name,
            queue: first.queues[0],
            code: { bucket: 'portico-code', key: 'mail-1.zip' },
          },
        ]
      : [],
  }));

const edge = fc.record({
  waf: maybe(
    fc.record({
      managedRuleGroups: maybe(
        fc.uniqueArray(fc.constantFrom(...MANAGED_RULE_GROUPS)),
      ),
    }),
  ),
  cloudFront: maybe(fc.boolean()),
  apiGateway: maybe(fc.boolean()),
  domainName: maybe(fc.constant('shop.example.com')),
  services: maybe(
    fc.uniqueArray(
      fc.record({
        name: part,
        paths: fc.uniqueArray(
          part.map(path => `/${path}`),
          { minLength: 1, maxLength: 2 },
        ),
      }),
      { maxLength: 2, selector: ({ name }) => name },
    ),
  ),
});

const sections = fc.record({
  class: fc.constantFrom('dev', 'staging', 'prod'),
  region: fc.constantFrom('us-west-2', 'eu-west-1', 'us-east-1'),
  availabilityZones: maybe(fc.integer({ min: 2, max: 3 })),
  network: fc.record({
    cidr: fc.option(
      fc.integer({ min: 0, max: 255 }).map(n => `10.${n}.0.0/16`),
      { nil: undefined, freq: 3 },
    ),
    natGateways: maybe(fc.constantFrom('none', 'single', 'per-zone')),
    flowLogs: maybe(fc.boolean()),
    interfaceEndpoints: maybe(
      fc.uniqueArray(fc.constantFrom(...INTERFACE_ENDPOINTS), { maxLength: 4 }),
    ),
  }),
  cluster: maybe(
    fc.record({
      nodeGroups: named(nodeGroup),
      access: maybe(
        fc.uniqueArray(
          fc.record({
            principalArn: part.map(
              name => `arn:aws:iam::123456789012:role/${name}`,
            ),
            level: fc.constantFrom(...ACCESS_LEVELS),
          }),
          { maxLength: 3, selector: ({ principalArn }) => principalArn },
        ),
      ),
      endpoint: maybe(
        fc.constant({ public: true, allowedCidrs: ['203.0.113.0/24'] }),
      ),
    }),
  ),
  database: maybe(
    fc.record({
      engine: fc.constant('postgres'),
      storageGb: maybe(fc.integer({ min: 20, max: 2000 })),
      multiAz: maybe(fc.boolean()),
      finalSnapshot: maybe(fc.boolean()),
      readReplicas: maybe(fc.integer({ min: 0, max: 2 })),
      backupCopyRegion,
    }),
  ),
  cache: maybe(
    fc.record({
      engine: fc.constantFrom('redis', 'valkey'),
      nodes: maybe(fc.integer({ min: 1, max: 3 })),
      authToken: maybe(fc.boolean()),
    }),
  ),
  storage: maybe(fc.record({ buckets: named(bucket), backupCopyRegion })),
  registry: maybe(
    fc.record({ repositories: fc.uniqueArray(part, { minLength: 1 }) }),
  ),
  edge: maybe(edge),
  events: maybe(events),
  tags: maybe(
    fc.dictionary(
      part.map(key => `t-${key}`),
      part,
      { maxKeys: 3 },
    ),
  ),
});

type Place = {
  region: string;
  availabilityZones?: number;
  network: { cidr?: string };
  cluster?: object;
};

/** Uses a network that exists where none is made, with a cluster of its own or one that exists. */
function placed<T extends Place>(spec: T, sharedCluster: boolean) {
  if (spec.network.cidr !== undefined) return spec;
  const zones = zoneNames(spec.region, spec.availabilityZones ?? 3);
  const tier = (number: number) =>
    Object.fromEntries(
      zones.map((zone, index) => [zone, `subnet-000000${number}${index}`]),
    );
  const subnets = { public: tier(1), private: tier(2), database: tier(3) };
  const existing = { vpcId: 'vpc-0a1b2c3d', subnets };
  return {
    ...spec,
    network: { ...spec.network, existing },
    cluster:
      spec.cluster && sharedCluster
        ? { existing: { name: 'shared' } }
        : spec.cluster,
  };
}

type Served = {
  registry?: { repositories: string[] };
  edge?: { services?: { name: string }[] };
};

/** Gives what is reached from outside the names of images, where images are kept. */
function imaged<T extends Served>(spec: T): T {
  if (!spec.registry || !spec.edge) return spec;
  const { repositories } = spec.registry;
  const services = spec.edge.services
    ?.slice(0, repositories.length)
    .map((service, index) => ({ ...service, name: repositories[index] }));
  return { ...spec, edge: { ...spec.edge, services } };
}

/** Valid specs of all classes, with all sections that an environment can have. */
export const specArbitrary: fc.Arbitrary<EnvironmentSpec> = fc
  .tuple(sections, fc.boolean())
  .map(([spec, sharedCluster]) =>
    parseEnvironmentSpec({
      apiVersion: 'portico.dev/v1',
      kind: 'Environment',
      metadata: { name: `e-${spec.class}`, owner: 'group:default/platform' },
      spec: placed(imaged(spec), sharedCluster),
    }),
  )
  .filter(parsed => parsed.valid)
  .map(({ spec }) => spec);
