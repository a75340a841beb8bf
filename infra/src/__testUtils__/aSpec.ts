import {
  EnvironmentSpec,
  EnvironmentSpecInput,
  parseEnvironmentSpec,
} from '@portico/plugin-environments-common';

type Sections = EnvironmentSpecInput['spec'];

/** The development environment whose price is worked out by hand. */
const DEV: Sections = {
  class: 'dev',
  region: 'us-west-2',
  availabilityZones: 3,
  network: { cidr: '10.0.0.0/16', natGateways: 'single' },
  cluster: {
    version: '1.35',
    nodeGroups: [
      {
        name: 'general',
        instanceType: 't3.medium',
        capacity: 'on-demand',
        min: 1,
        desired: 2,
        max: 5,
      },
    ],
  },
  database: {
    engine: 'postgres',
    instanceClass: 'db.t3.micro',
    storageGb: 20,
    maxStorageGb: 100,
    multiAz: false,
  },
  cache: { engine: 'redis', nodeType: 'cache.t3.micro', nodes: 1 },
  edge: { waf: { rateLimit: 2000 }, cloudFront: false, apiGateway: false },
};

/** A network of us-west-2 that somebody else made. */
export function anExistingNetwork(): Sections['network'] {
  const tier = (number: number) =>
    Object.fromEntries(
      ['a', 'b', 'c'].map(zone => [
        `us-west-2${zone}`,
        `subnet-000000${number}${zone}`,
      ]),
    );
  return {
    existing: {
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      subnets: { public: tier(1), private: tier(2), database: tier(3) },
    },
  };
}

/** The development environment with other sections. */
export function aSpec(
  sections: Partial<Sections> = {},
  name = 'dev',
): EnvironmentSpec {
  const parsed = parseEnvironmentSpec({
    apiVersion: 'portico.dev/v1',
    kind: 'Environment',
    metadata: { name, owner: 'group:default/platform' },
    spec: { ...DEV, ...sections },
  });
  if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
  return parsed.spec;
}

const PROD_CLUSTER: Sections['cluster'] = {
  nodeGroups: [
    {
      name: 'general',
      instanceType: 'm6i.large',
      min: 3,
      desired: 3,
      max: 9,
      diskGb: 50,
    },
  ],
};

/** A development environment that somebody has thought of to its end. */
export function aPlannedSpec(sections: Partial<Sections> = {}) {
  return aSpec({ budget: { monthly: '300.00' }, ttl: '14d', ...sections });
}

/** Services that are reached from outside, one of them under two paths. */
export const SERVED = [
  { name: 'order', paths: ['/v1/orders', '/v1/cart'] },
  { name: 'payment', paths: ['/v1/payments'] },
];

/** Every section that a spec may have. */
const EVERYTHING: Partial<Sections> = {
  network: {
    cidr: '10.2.0.0/16',
    natGateways: 'per-zone',
    interfaceEndpoints: ['ecr.api', 'sts'],
  },
  cluster: {
    ...PROD_CLUSTER,
    access: [
      { principalArn: 'arn:aws:iam::123456789012:role/on-call', level: 'edit' },
      { principalArn: 'arn:aws:iam::123456789012:user/ada', level: 'view' },
    ],
  },
  database: { engine: 'postgres', storageGb: 100, readReplicas: 1 },
  edge: {
    waf: { blockedCountries: ['KP'] },
    cloudFront: true,
    apiGateway: true,
    services: SERVED,
  },
  storage: {
    buckets: [
      { name: 'assets' },
      { name: 'logs', purpose: 'logs' },
      { name: 'backups', purpose: 'backups' },
    ],
  },
  budget: { monthly: '2000.00' },
  security: { deployFrom: 'acme/platform' },
  observability: { notify: ['team@example.com'] },
  registry: { repositories: ['order', 'payment'] },
  events: {
    topics: [{ name: 'orders', queues: ['mail', 'stock'] }],
    consumers: [
      {
        name: 'mail',
        topic: 'orders',
        queue: 'mail',
        code: { bucket: 'acme-code', key: 'consumers/mail-1.4.0.zip' },
      },
    ],
  },
};

/** A production environment with everything that a spec can ask for. */
export function aFullSpec(sections: Partial<Sections> = {}): EnvironmentSpec {
  return aProdSpec({ ...EVERYTHING, ...sections });
}

/** A production environment whose price is worked out by hand. */
export function aProdSpec(sections: Partial<Sections> = {}): EnvironmentSpec {
  return aSpec(
    {
      class: 'prod',
      network: { cidr: '10.2.0.0/16', natGateways: 'per-zone' },
      cluster: PROD_CLUSTER,
      database: {
        engine: 'postgres',
        instanceClass: 'db.r6g.large',
        storageGb: 100,
      },
      cache: { engine: 'redis', nodeType: 'cache.m6g.large', nodes: 2 },
      ...sections,
    },
    'prod',
  );
}
