import { PLATFORM, facts } from '../__testUtils__/approvalFacts';
import { aSpec } from '../__testUtils__/aSpec';
import { approvalsFor } from './approvals';
import { newcomers } from './newcomers';

const ROLE = 'arn:aws:iam::123456789012:role/team';
const withAccess = (level: 'admin' | 'view') =>
  aSpec({ spec: { cluster: { access: [{ principalArn: ROLE, level }] } } });
const deployed = (deployFrom: string) =>
  aSpec({ spec: { security: { deployFrom } } });
const zones = (tier: string) =>
  Object.fromEntries(
    ['a', 'b', 'c'].map((zone, i) => [
      `us-west-2${zone}`,
      `subnet-${tier}000000${i}`,
    ]),
  );
const elsewhere = aSpec({
  spec: {
    network: {
      cidr: undefined,
      existing: {
        vpcId: 'vpc-0a1b2c3d',
        subnets: {
          public: zones('a'),
          private: zones('b'),
          database: zones('c'),
        },
      },
    },
  },
});

describe('newcomers', () => {
  it.each([
    [
      'a repository that may deploy',
      deployed('acme/shop'),
      'it lets workflows of acme/shop deploy',
    ],
    [
      'somebody in the cluster',
      withAccess('view'),
      `it lets ${ROLE} into the cluster (view)`,
    ],
    [
      'a network of somebody else',
      elsewhere,
      'it is built into the network vpc-0a1b2c3d',
    ],
  ])('should tell of %s, once', (_, spec, reason) => {
    expect(newcomers(spec, undefined)).toBe(reason);
    expect(newcomers(spec, aSpec())).toBe(reason);
    expect(newcomers(spec, spec)).toBe(undefined);
  });

  it('should tell of more rights, and of another repository', () => {
    expect(newcomers(withAccess('admin'), withAccess('view'))).toContain(
      '(admin)',
    );
    expect(newcomers(deployed('mallory/fork'), deployed('acme/shop'))).toBe(
      'it lets workflows of mallory/fork deploy',
    );
  });

  it('should be agreed to by the platform in every class, and an end by nobody', () => {
    const spec = deployed('mallory/fork');
    expect(approvalsFor(facts({ spec }))).toEqual([
      { group: PLATFORM, reason: 'it lets workflows of mallory/fork deploy' },
    ]);
    expect(approvalsFor(facts({ spec, against: spec }))).toEqual([]);
    expect(approvalsFor(facts({ kind: 'destroy', spec }))).toEqual([]);
  });
});
