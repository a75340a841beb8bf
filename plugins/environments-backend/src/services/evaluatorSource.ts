import { SourceStatus } from '@portico/plugin-timeline-common';
import { SourceObservation } from './SourceMonitor';

/** The worker that prices, plans and judges, as a source. */
export const EVALUATOR_SOURCE = 'preview-worker';

/** How the preview worker did when it was last asked. */
export function evaluatorSource(observation: SourceObservation): SourceStatus {
  const status = {
    id: EVALUATOR_SOURCE,
    title: 'Preview worker (price, plan, policy)',
    since: null,
    missing: null,
    snippet: null,
    origin: 'live' as const,
  };
  switch (observation.state) {
    case 'ok':
      return {
        ...status,
        state: 'ok',
        reason: null,
        since: observation.since,
      };
    case 'down':
      return {
        ...status,
        state: 'down',
        reason: `${observation.reason}. Requests can be made, and need one more approval.`,
        since: observation.since,
      };
    default:
      return { ...status, state: 'unknown', reason: 'It was not asked yet' };
  }
}
