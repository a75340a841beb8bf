import type { DeploymentChange } from '@portico/plugin-deployments-common';

/** What one event of a pipeline tells of a deployment that went well. */
export function aChange(
  overrides: Omit<Partial<DeploymentChange>, 'source'> & {
    id?: string;
    source?: Partial<DeploymentChange['source']>;
  } = {},
): DeploymentChange {
  const { id = 'pipeline/1', source, ...fields } = overrides;
  return {
    source: { type: 'cdevents', id, url: null, ...source },
    entityRef: 'component:default/order-service',
    environment: 'prod',
    origin: 'live',
    at: '2026-11-25T10:00:00.000Z',
    status: 'succeeded',
    kind: null,
    version: '1.0.0',
    commit: null,
    artifact: null,
    who: 'ada',
    startedAt: null,
    commits: null,
    ...fields,
  };
}
