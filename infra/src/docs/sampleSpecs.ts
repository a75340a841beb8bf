import {
  EnvironmentClass,
  EnvironmentSpec,
  EnvironmentSpecInput,
  parseEnvironmentSpec,
} from '@portico/plugin-environments-common';

/** The classes of environments, from the smallest to the one that matters most. */
export const CLASSES = ['dev', 'staging', 'prod'] as const;

/** Every section that a spec can have, each left to the defaults of its class. */
const SECTIONS: Omit<EnvironmentSpecInput['spec'], 'class'> = {
  region: 'us-west-2',
  network: { cidr: '10.0.0.0/16' },
  cluster: { nodeGroups: [{ name: 'general' }] },
  database: { engine: 'postgres' },
  cache: { engine: 'redis' },
  storage: {
    buckets: [
      { name: 'assets' },
      { name: 'logs', purpose: 'logs' },
      { name: 'backups', purpose: 'backups' },
    ],
  },
  registry: { repositories: ['storefront'] },
  edge: { waf: {}, services: [{ name: 'storefront', paths: ['/'] }] },
  events: {
    topics: [{ name: 'orders', queues: ['mail'] }],
    consumers: [
      {
        name: 'mail',
        topic: 'orders',
        queue: 'mail',
        code: { bucket: 'portico-code', key: 'mail-1.zip' },
      },
    ],
  },
  budget: { monthly: '1000' },
};

/** An environment of a class with one of everything, as the platform proposes it. */
export function sampleSpec(
  environmentClass: EnvironmentClass,
): EnvironmentSpec {
  const parsed = parseEnvironmentSpec({
    apiVersion: 'portico.dev/v1',
    kind: 'Environment',
    metadata: { name: environmentClass, owner: 'group:default/platform' },
    spec: { ...SECTIONS, class: environmentClass },
  });
  if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
  return parsed.spec;
}
