import { issuesOf, specWith } from '../__testUtils__/issuesOf';
import { parseEnvironmentSpecText } from './parseEnvironmentSpecText';
import { serializeEnvironmentSpec } from './serializeEnvironmentSpec';
import { parseEnvironmentSpec } from './parseEnvironmentSpec';

const ZONES = ['us-west-2a', 'us-west-2b', 'us-west-2c'];

function tier(number: number, zones: readonly string[] = ZONES) {
  return Object.fromEntries(
    zones.map((zone, index) => [zone, `subnet-0000${number}${index}ab`]),
  );
}

const EXISTING = {
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  subnets: { public: tier(1), private: tier(2), database: tier(3) },
};

function withNetwork(network: object, more: object = {}) {
  return issuesOf(specWith({ network, ...more }));
}

function withSubnets(subnets: object) {
  return withNetwork({
    existing: { ...EXISTING, subnets: { ...EXISTING.subnets, ...subnets } },
  });
}

describe('existingNetworkSchema', () => {
  it('should take a network in place of a block', () => {
    const parsed = parseEnvironmentSpec(
      specWith({ network: { existing: EXISTING } }),
    );
    expect(parsed.valid && parsed.spec.spec.network).toMatchObject({
      existing: EXISTING,
    });
    expect(parsed.valid && 'cidr' in parsed.spec.spec.network).toBe(false);
  });

  it('should be the place of a cluster that exists, which has no defaults and is written as it is', () => {
    const cluster = { existing: { name: 'shared' } };
    const parsed = parseEnvironmentSpec(
      specWith({ network: { existing: EXISTING }, cluster }),
    );
    if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
    expect(parsed.spec.spec.cluster).toEqual(cluster);
    const text = serializeEnvironmentSpec(parsed.spec);
    expect(parseEnvironmentSpecText(text)).toMatchObject({
      valid: true,
      spec: parsed.spec,
    });
  });

  it('should take zones by name', () => {
    const zones = ['us-west-2d', 'us-west-2b'];
    const subnets = {
      public: tier(1, zones),
      private: tier(2, zones),
      database: tier(3, zones),
    };
    expect(
      withNetwork(
        { existing: { ...EXISTING, subnets } },
        { availabilityZones: zones },
      ),
    ).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    [
      'both',
      { cidr: '10.0.0.0/16', existing: EXISTING },
      [
        'spec.network.existing: must be left out beside cidr: a network is made, or one that exists is used',
      ],
    ],
    [
      'neither',
      {},
      [
        'spec.network.cidr: is missing; it must be text, where existing names no network',
      ],
    ],
    [
      'a name in place of an id',
      { existing: { ...EXISTING, vpcId: 'main' } },
      [
        'spec.network.existing.vpcId: must be the id of a VPC, such as vpc-0a1b2c3d4e5f60718',
      ],
    ],
  ])('should refuse %s', (_, network, issues) => {
    expect(withNetwork(network)).toEqual(issues);
  });

  it.each<[string, object, string[]]>([
    [
      'no subnets of a tier',
      { database: undefined },
      [
        'spec.network.existing.subnets.database: is missing; it must be a group of fields',
      ],
    ],
    [
      'an id that is none',
      { private: { ...tier(2), 'us-west-2a': 'vpc-0a1b2c3d' } },
      [
        'spec.network.existing.subnets.private.us-west-2a: must be the id of a subnet, such as subnet-0a1b2c3d4e5f60718',
      ],
    ],
    [
      'a zone that is missing',
      { public: tier(1, ZONES.slice(0, 2)) },
      [
        'spec.network.existing.subnets.public: must name one subnet for each of us-west-2a, us-west-2b, us-west-2c, and for no other zone',
      ],
    ],
    [
      'a zone that the environment does not use',
      { public: tier(1, [...ZONES, 'us-west-2d']) },
      [
        'spec.network.existing.subnets.public: must name one subnet for each of us-west-2a, us-west-2b, us-west-2c, and for no other zone',
      ],
    ],
    [
      'a subnet of two tiers',
      { database: tier(2) },
      ZONES.map(
        zone =>
          `spec.network.existing.subnets.database.${zone}: repeats the subnet of private, ${zone}; each must be there once`,
      ),
    ],
  ])('should refuse %s', (_, subnets, issues) => {
    expect(withSubnets(subnets)).toEqual(issues);
  });
});
