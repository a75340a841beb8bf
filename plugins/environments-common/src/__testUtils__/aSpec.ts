import type {
  EnvironmentSpec,
  EnvironmentSpecInput,
} from '../spec/EnvironmentSpec';
import { parseEnvironmentSpec } from '../spec/parseEnvironmentSpec';

type Overrides = {
  metadata?: Partial<EnvironmentSpecInput['metadata']>;
  spec?: Partial<EnvironmentSpecInput['spec']>;
};

/** The file of an environment with all that is common, as people write it. */
export const DEV_FILE = `apiVersion: portico.dev/v1
kind: Environment
metadata: { name: dev, owner: group:default/platform, description: Shared development }
spec:
  class: dev
  region: us-west-2
  availabilityZones: 3
  network: { cidr: 10.0.0.0/16, natGateways: single }
  cluster: { version: "1.35", nodeGroups: [{ name: general, instanceType: t3.medium, capacity: on-demand, min: 1, desired: 2, max: 5 }] }
  database: { engine: postgres, instanceClass: db.t3.micro, storageGb: 20, maxStorageGb: 100, multiAz: false }
  cache: { engine: redis, nodeType: cache.t3.micro, nodes: 1 }
  edge: { waf: { rateLimit: 2000 }, cloudFront: false, apiGateway: false }
  budget: { monthly: "300.00", currency: USD }
  ttl: 14d
`;

/** A small input that is valid; overrides replace whole sections. */
export function anInput({
  metadata,
  spec,
}: Overrides = {}): EnvironmentSpecInput {
  return {
    apiVersion: 'portico.dev/v1',
    kind: 'Environment',
    metadata: { name: 'dev-ada', owner: 'group:default/checkout', ...metadata },
    spec: {
      class: 'dev',
      region: 'us-west-2',
      network: { cidr: '10.0.0.0/16' },
      ...spec,
    },
  };
}

/** A spec with its defaults filled in. */
export function aSpec(overrides: Overrides = {}): EnvironmentSpec {
  const parsed = parseEnvironmentSpec(anInput(overrides));
  if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
  return parsed.spec;
}
