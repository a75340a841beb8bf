import { aFinding, anEstimate, aPlan } from '../__testUtils__/anEstimate';
import { aSpec } from '../__testUtils__/aSpec';
import { approvalsFor, type ApprovalFacts } from './approvals';

const PLATFORM = 'group:default/platform-approvers';
const FINOPS = 'group:default/finops';
const WAIVER = {
  owner: 'group:default/platform',
  reason: 'measured',
  expiry: '2027-01-31',
};

/** The facts of a small dev environment that nobody needs to approve. */
function facts(overrides: Partial<ApprovalFacts> = {}): ApprovalFacts {
  return {
    kind: 'create',
    spec: aSpec({ spec: { budget: { monthly: '300.00' }, edge: { waf: {} } } }),
    estimate: anEstimate('239.07'),
    findings: [],
    requester: { groups: ['group:default/checkout'] },
    ...overrides,
  };
}
const prod = aSpec({ spec: { class: 'prod' } });
const staging = aSpec({ spec: { class: 'staging' } });
const withoutWaf = aSpec({ spec: { edge: {} } });
const openCluster = aSpec({
  spec: {
    cluster: { endpoint: { public: true, allowedCidrs: ['0.0.0.0/0'] } },
  },
});
const officeCluster = aSpec({
  spec: {
    cluster: { endpoint: { public: true, allowedCidrs: ['203.0.113.0/24'] } },
  },
});
const UNAVAILABLE = { status: 'unavailable' as const, reason: 'no answer' };

describe('approvalsFor', () => {
  it.each<[string, Partial<ApprovalFacts>]>([
    ['a small dev environment', {}],
    ['a warning', { findings: [aFinding({ severity: 'warning' })] }],
    ['exactly the budget', { estimate: anEstimate('300.00') }],
    [
      'a saving above the budget',
      {
        kind: 'resize',
        estimate: anEstimate('400.00'),
        againstEstimate: anEstimate('420.00'),
      },
    ],
    [
      'the same price above the budget',
      {
        kind: 'resize',
        estimate: anEstimate('400.00'),
        againstEstimate: anEstimate('400.00'),
      },
    ],
    ['a longer life', { kind: 'extend', estimate: anEstimate('400.00') }],
    [
      'a longer life while the estimator is down',
      { kind: 'extend', estimate: UNAVAILABLE },
    ],
    [
      'the end of a dev environment with its data',
      { kind: 'destroy', plan: aPlan(true), estimate: null },
    ],
    ['data of dev that is lost', { kind: 'resize', plan: aPlan(true) }],
    [
      'a replacement without loss',
      { kind: 'resize', spec: staging, plan: aPlan(false) },
    ],
    ['an endpoint for the office', { spec: officeCluster }],
    [
      'what was open before',
      { kind: 'resize', spec: withoutWaf, against: withoutWaf },
    ],
    [
      'a waiver that was there before',
      {
        kind: 'resize',
        against: aSpec({
          spec: {
            waivers: [
              {
                ruleId: 'database-multi-az',
                ...WAIVER,
                reason: 'measured, not needed',
              },
            ],
          },
        }),
        findings: [aFinding({ waiver: WAIVER })],
      },
    ],
  ])('should ask nobody about %s', (_, overrides) => {
    expect(approvalsFor(facts(overrides))).toEqual([]);
  });

  it.each<[string, Partial<ApprovalFacts>, string, string]>([
    ['production', { spec: prod }, PLATFORM, 'it is production'],
    [
      'the end of production',
      { kind: 'destroy', spec: prod, estimate: null },
      PLATFORM,
      'it is production',
    ],
    [
      'a longer life of what was production',
      { kind: 'resize', against: prod },
      PLATFORM,
      'it is production',
    ],
    [
      'a cost nobody knows',
      { estimate: UNAVAILABLE },
      PLATFORM,
      'its cost could not be estimated',
    ],
    [
      'a cost nobody told',
      { estimate: null },
      PLATFORM,
      'its cost could not be estimated',
    ],
    [
      'data of staging that is lost',
      { kind: 'resize', spec: staging, plan: aPlan(true) },
      PLATFORM,
      'data is lost',
    ],
    [
      'the end of staging',
      { kind: 'destroy', spec: staging, plan: aPlan(true), estimate: null },
      PLATFORM,
      'data is lost',
    ],
    [
      'an edge without a WAF',
      { spec: withoutWaf },
      PLATFORM,
      'it is open to the internet without a WAF',
    ],
    [
      'a WAF that goes',
      { kind: 'resize', spec: withoutWaf, against: facts().spec },
      PLATFORM,
      'it is open to the internet without a WAF',
    ],
    [
      'a cluster for everybody',
      { spec: openCluster },
      PLATFORM,
      'it opens the Kubernetes API to the whole internet',
    ],
    [
      'blockers',
      {
        findings: [
          aFinding(),
          aFinding({ resource: 'b' }),
          aFinding({ ruleId: 'backups' }),
        ],
      },
      PLATFORM,
      'it breaks backups, database-multi-az',
    ],
    [
      'a new waiver',
      { findings: [aFinding({ waiver: WAIVER })] },
      PLATFORM,
      'it waives database-multi-az',
    ],
    [
      'a cent above the budget',
      { estimate: anEstimate('300.01') },
      FINOPS,
      'it costs $300.01 a month, above the budget of $300.00',
    ],
    [
      'a rise above the budget',
      {
        kind: 'resize',
        estimate: anEstimate('301.00'),
        againstEstimate: anEstimate('300.99'),
      },
      FINOPS,
      'it costs $301.00 a month, above the budget of $300.00',
    ],
    [
      'a rise from what nobody knows',
      {
        kind: 'resize',
        estimate: anEstimate('301.00'),
        againstEstimate: UNAVAILABLE,
      },
      FINOPS,
      'it costs $301.00 a month, above the budget of $300.00',
    ],
    [
      'more than the class may cost',
      { spec: staging, estimate: anEstimate('1500.01') },
      FINOPS,
      'it costs $1,500.01 a month, above the limit for staging of $1,500.00',
    ],
    [
      'more than both',
      { estimate: anEstimate('1234.50') },
      FINOPS,
      'it costs $1,234.50 a month, above the limit for dev of $500.00; it costs $1,234.50 a month, above the budget of $300.00',
    ],
  ])('should ask about %s', (_, overrides, group, reason) => {
    expect(approvalsFor(facts(overrides))).toEqual([{ group, reason }]);
  });

  it('should ask one person of each group, with all reasons', () => {
    const spec = aSpec({
      spec: { class: 'prod', budget: { monthly: '1000' }, edge: {} },
    });
    expect(
      approvalsFor(
        facts({
          spec,
          estimate: anEstimate('1000.01'),
          findings: [aFinding()],
        }),
      ),
    ).toEqual([
      {
        group: PLATFORM,
        reason:
          'it is production; it is open to the internet without a WAF; it breaks database-multi-az',
      },
      {
        group: FINOPS,
        reason: 'it costs $1,000.01 a month, above the budget of $1,000.00',
      },
    ]);
  });

  it('should ask the platform about money where finance itself asks', () => {
    const requester = { groups: [FINOPS, PLATFORM] };
    expect(
      approvalsFor(facts({ estimate: anEstimate('301.00'), requester })),
    ).toEqual([
      {
        group: PLATFORM,
        reason: 'it costs $301.00 a month, above the budget of $300.00',
      },
    ]);
  });

  it('should ask the groups of the installation', () => {
    const groups = {
      platform: 'group:acme/infra',
      finance: 'group:acme/money',
    };
    expect(
      approvalsFor(
        facts({ spec: prod, estimate: anEstimate('5000.01') }),
        groups,
      ),
    ).toEqual([
      { group: 'group:acme/infra', reason: 'it is production' },
      {
        group: 'group:acme/money',
        reason:
          'it costs $5,000.01 a month, above the limit for prod of $5,000.00',
      },
    ]);
  });

  it('should ask the platform where the price has no common currency with the limit', () => {
    expect(
      approvalsFor(facts({ estimate: anEstimate('99999.00', 'EUR') })),
    ).toEqual([
      {
        group: PLATFORM,
        reason: 'its cost is in EUR, in which no limit is set',
      },
    ]);
  });
});
