import { issuesOf, specWith } from '../__testUtils__/issuesOf';

describe('the fields of spec', () => {
  it.each<[string, object, string[]]>([
    [
      'an unknown field',
      { colour: 'red' },
      [
        'spec.colour: is not a field here; the fields are class, region, availabilityZones, network, cluster, database, cache, storage, registry, edge, events, observability, security, budget, ttl, tags, waivers',
      ],
    ],
    [
      'a class that is none',
      { class: 'qa' },
      ['spec.class: must be one of dev, staging, prod'],
    ],
    [
      'a missing class',
      { class: undefined },
      ['spec.class: is missing; it must be one of dev, staging, prod'],
    ],
    [
      'a region that is none',
      { region: 'mars-1' },
      ['spec.region: must be one of us-east-1, us-west-2, eu-west-1'],
    ],
    [
      'a missing network',
      { network: undefined },
      ['spec.network: is missing; it must be a group of fields'],
    ],
    [
      'a missing block',
      { network: {} },
      [
        'spec.network.cidr: is missing; it must be text, where existing names no network',
      ],
    ],
    [
      'a block inside another',
      { network: { cidr: '10.0.3.0/16' } },
      [
        'spec.network.cidr: must start at the first address of its block; write 10.0.0.0/16',
      ],
    ],
    [
      'a public block',
      { network: { cidr: '8.8.0.0/16' } },
      [
        'spec.network.cidr: must be a private block, within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918)',
      ],
    ],
    [
      'an unknown way out',
      { network: { cidr: '10.0.0.0/16', natGateways: 'double' } },
      ['spec.network.natGateways: must be one of none, single, per-zone'],
    ],
    [
      'one zone',
      { availabilityZones: 1 },
      ['spec.availabilityZones: must be at least 2'],
    ],
    [
      'too many zones',
      { region: 'eu-west-1', availabilityZones: 4 },
      ['spec.availabilityZones: must be at most 3, the zones of eu-west-1'],
    ],
    [
      'zones of another region',
      { availabilityZones: ['us-east-1a', 'us-east-1b'] },
      [
        'spec.availabilityZones: must be zones of us-west-2: us-west-2a, us-west-2b, us-west-2c, us-west-2d',
      ],
    ],
    [
      'a zone that EKS refuses',
      { region: 'us-east-1', availabilityZones: ['us-east-1a', 'use1-az3'] },
      [
        'spec.availabilityZones: must not hold use1-az3: EKS takes no subnets there; write names of other zones, such as us-east-1a',
      ],
    ],
    [
      'a zone twice',
      { availabilityZones: ['us-west-2a', 'us-west-2a'] },
      ['spec.availabilityZones[1]: repeats entry 0; each must be there once'],
    ],
    [
      'zones in text',
      { availabilityZones: 'three' },
      [
        'spec.availabilityZones: must be a number from 2 to 4, or as many names of zones',
      ],
    ],
    [
      'a life without a unit',
      { ttl: 14 },
      ['spec.ttl: must be days or hours, such as 14d or 36h, and at most 365d'],
    ],
    [
      'a life of weeks',
      { ttl: '2w' },
      ['spec.ttl: must be days or hours, such as 14d or 36h, and at most 365d'],
    ],
    [
      'production that expires',
      { class: 'prod', ttl: '14d' },
      [
        'spec.ttl: must be left out: an environment of class prod does not expire',
      ],
    ],
  ])('should refuse %s', (_, spec, issues) => {
    expect(issuesOf(specWith(spec))).toEqual(issues);
  });
});
