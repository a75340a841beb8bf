import type { ApiHolder } from '@backstage/frontend-plugin-api';
import {
  fetchLane,
  type LaneAnswer,
  type TimelineLaneQuery,
} from '@portico/plugin-timeline-react';
import { Flight } from '../api/Flight';

/** Which items of the one answer a lane shows. */
export type LaneKind = 'deployments' | 'incidents';

const flights = new WeakMap<ApiHolder, Map<string, Flight<LaneAnswer>>>();

/** Asks for the timeline of the deployments, once for all lanes that ask the same at the same time. */
function askOnce(
  apis: ApiHolder,
  query: TimelineLaneQuery,
): Promise<LaneAnswer> {
  const { signal, ...question } = query;
  const key = JSON.stringify(question);
  const inApp = flights.get(apis) ?? new Map<string, Flight<LaneAnswer>>();
  flights.set(apis, inApp);
  const end = () => inApp.delete(key);
  const flight =
    inApp.get(key) ??
    new Flight(async shared => {
      try {
        return await fetchLane(apis, 'deployments', {
          ...question,
          signal: shared,
        });
      } finally {
        end();
      }
    }, end);
  inApp.set(key, flight);
  return flight.wait(signal);
}

/**
 * Loads one of the two lanes of this plugin. The backend tells deployments, incidents and what
 * fails now on one line; what is no deployment is on the lane of the incidents.
 */
export async function loadLane(
  kind: LaneKind,
  apis: ApiHolder,
  query: TimelineLaneQuery,
): Promise<LaneAnswer> {
  const answer = await askOnce(apis, query);
  return 'problem' in answer
    ? answer
    : {
        ...answer,
        items: answer.items.filter(
          item => (item.kind === 'deployment') === (kind === 'deployments'),
        ),
      };
}
