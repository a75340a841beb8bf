import { Estimate, EnvironmentView } from '@portico/plugin-environments-common';

/** An environment as the environments backend answers with it. */
export function anEnvironment(
  name: string,
  options: Partial<EnvironmentView> = {},
): EnvironmentView {
  return {
    name,
    entityRef: `resource:default/${name}`,
    owner: 'group:default/platform',
    description: '',
    class: 'dev',
    region: 'us-west-2',
    state: 'ready',
    stateReason: null,
    expiring: false,
    expiresAt: null,
    origin: 'live',
    spec: null,
    issues: [],
    source: null,
    estimate: null,
    changeable: true,
    notChangeableReason: null,
    openChange: null,
    lastRun: null,
    pipelineConnected: true,
    drift: null,
    createdAt: null,
    updatedAt: null,
    ...options,
  };
}

/** An estimate that shows a total and no lines. */
export function anEstimate(
  monthly: string,
  options: { atLeast?: boolean } = {},
): Estimate {
  return {
    currency: 'USD',
    region: 'us-west-2',
    asOf: '2026-11-01',
    total: { monthly, atLeast: options.atLeast ?? false },
    lines: [],
  };
}
