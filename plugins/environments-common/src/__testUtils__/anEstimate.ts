import type { Estimate } from '../preview/Estimate';
import type { Plan } from '../preview/Plan';
import type { PolicyFinding } from '../preview/PolicyFinding';

/** An estimate with the given total and no lines. */
export function anEstimate(monthly: string, currency = 'USD'): Estimate {
  return {
    currency,
    region: 'us-west-2',
    asOf: '2026-11-25',
    total: { monthly, atLeast: false },
    lines: [],
  };
}

/** A finding that blocks. */
export function aFinding(
  overrides: Partial<PolicyFinding> = {},
): PolicyFinding {
  return {
    ruleId: 'database-multi-az',
    severity: 'blocker',
    title: 'The database has no standby',
    resource: 'aws_db_instance.main',
    why: 'A failure of its zone stops the shop.',
    fix: 'Set spec.database.multiAz to true.',
    waiver: null,
    ...overrides,
  };
}

/** A plan that replaces one database. */
export function aPlan(dataLoss: boolean): Plan {
  const summary = { add: 0, change: 0, replace: 1, destroy: 0 };
  return {
    basis: 'structural',
    summary,
    modules: [
      {
        module: 'database',
        ...summary,
        resources: [
          {
            address: 'aws_db_instance.main',
            resourceType: 'aws_db_instance',
            action: 'replace',
            dataLoss,
          },
        ],
      },
    ],
  };
}
