import type {
  Estimate,
  EstimateLine,
  Plan,
  ValidPreview,
} from '@portico/plugin-environments-common';

/** A line of an estimate. */
export function aLine(overrides: Partial<EstimateLine> = {}): EstimateLine {
  return {
    address: 'aws_eks_cluster.cluster',
    resourceType: 'aws_eks_cluster',
    module: 'cluster',
    component: 'Control plane',
    kind: 'fixed',
    quantity: '730',
    unit: 'hour',
    price: '0.10',
    monthly: '73.00',
    ...overrides,
  };
}

/** An estimate with a total and three kinds of lines. */
export function anEstimate(
  monthly = '239.07',
  overrides: Partial<Estimate> = {},
): Estimate {
  return {
    currency: 'USD',
    region: 'us-west-2',
    asOf: '2026-11-20',
    total: { monthly, atLeast: true },
    lines: [
      aLine(),
      aLine({
        address: 'aws_nat_gateway.nat',
        module: 'network',
        component: 'Data processed',
        kind: 'usage-dependent',
        quantity: null,
        unit: 'GB',
        price: '0.045',
        monthly: null,
      }),
      aLine({
        address: 'aws_cloudwatch_log_group.logs',
        module: 'logs',
        component: 'Logs',
        kind: 'not-priced',
        quantity: null,
        unit: 'GB',
        price: null,
        monthly: null,
      }),
    ],
    ...overrides,
  };
}

/** A plan that adds 83 resources. */
export function aPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    basis: 'structural',
    summary: { add: 83, change: 0, replace: 0, destroy: 0 },
    modules: [
      {
        module: 'network',
        add: 40,
        change: 0,
        replace: 0,
        destroy: 0,
        resources: [],
      },
      {
        module: 'cluster',
        add: 43,
        change: 0,
        replace: 0,
        destroy: 0,
        resources: [],
      },
    ],
    ...overrides,
  };
}

/** A preview of a spec that needs nobody's yes. */
export function aPreview(overrides: Partial<ValidPreview> = {}): ValidPreview {
  return {
    valid: true,
    issues: [],
    estimate: anEstimate(),
    againstEstimate: null,
    plan: aPlan(),
    findings: [],
    approvals: [],
    ...overrides,
  };
}
