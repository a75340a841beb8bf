import { aFinding, anEstimate, aPlan } from '../__testUtils__/anEstimate';
import {
  PLATFORM,
  FINOPS,
  WAIVER,
  facts,
  prod,
  staging,
  withoutWaf,
  openCluster,
  UNAVAILABLE,
} from '../__testUtils__/approvalFacts';
import { aSpec } from '../__testUtils__/aSpec';
import { approvalsFor, type ApprovalFacts } from './approvals';

describe('approvalsFor', () => {
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
