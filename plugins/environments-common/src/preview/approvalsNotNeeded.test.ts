import { aFinding, anEstimate, aPlan } from '../__testUtils__/anEstimate';
import {
  WAIVER,
  facts,
  staging,
  withoutWaf,
  officeCluster,
  UNAVAILABLE,
} from '../__testUtils__/approvalFacts';
import { aSpec } from '../__testUtils__/aSpec';
import { approvalsFor, type ApprovalFacts } from './approvals';

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
});
