import type {
  DeploymentChange,
  Incident,
} from '@portico/plugin-deployments-common';
import { aChange } from './aChange';

/** The environments that many deployments go to. */
export const MANY_ENVIRONMENTS = ['dev', 'staging', 'prod'];

const MINUTE_MS = 60_000;

/** The components of a large organization. */
export function manyComponents(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `component:default/service-${index}`,
  );
}

/** Deployments of many components, one after the other in each environment. */
export function manyChanges(
  deployments: number,
  components: readonly string[],
): DeploymentChange[] {
  const start = Date.UTC(2026, 0, 1);
  return Array.from({ length: deployments }, (_, index) => {
    const place = Math.floor(index / components.length);
    const turn = Math.floor(place / MANY_ENVIRONMENTS.length);
    return aChange({
      id: `pipeline/${index}`,
      entityRef: components[index % components.length],
      environment: MANY_ENVIRONMENTS[place % MANY_ENVIRONMENTS.length],
      at: new Date(start + index * 30 * MINUTE_MS).toISOString(),
      status: turn % 9 === 8 ? 'failed' : 'succeeded',
      version: `1.${turn}.0`,
      commits: [
        {
          sha: index.toString(16).padStart(40, 'a'),
          authoredAt: new Date(start + index * MINUTE_MS).toISOString(),
        },
      ],
    });
  });
}

/** One incident for each of the changes. */
export function manyIncidents(
  changes: readonly DeploymentChange[],
): Incident[] {
  return changes.map(({ entityRef, environment, at }, index) => ({
    id: `incident-${index}`,
    entityRef,
    environment,
    title: 'It answers late',
    openedAt: at,
    resolvedAt: at,
    deploymentId: null,
    source: { type: 'alertmanager', id: String(index), url: null },
    origin: 'live',
  }));
}
