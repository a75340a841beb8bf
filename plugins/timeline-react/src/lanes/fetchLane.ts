import { ResponseError } from '@backstage/errors';
import {
  fetchApiRef,
  type ApiHolder,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import {
  timelineResponseSchema,
  type TimelineItem,
  type TimelineResponse,
} from '@portico/plugin-timeline-common';
import { laneProblemOf } from './laneProblem';
import type { LaneAnswer, TimelineLaneQuery } from './TimelineLane';

/** So many pages are read; whoever wants to see more asks for a smaller window. */
export const MAX_PAGES = 5;

/** So many items are shown at most. */
export const MAX_ITEMS = 1000;

/** After so long a lane counts as down, however many pages it has told. */
export const TIMEOUT_MS = 10_000;

/** Thrown by the clock; told apart from an abort by whoever asked. */
class LateError extends Error {
  override readonly name = 'LateError';
}

/** Gives up after a while or when whoever asked does, even on a far end that does not listen to signals. */
async function withDeadline<T>(
  outer: AbortSignal,
  source: string,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const inner = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let passOn = () => {};
  const ended = new Promise<never>((_, reject) => {
    passOn = () => {
      reject(outer.reason);
      inner.abort(outer.reason);
    };
    timer = setTimeout(() => {
      reject(
        new LateError(`${source} has not answered for ${TIMEOUT_MS / 1000} s.`),
      );
      inner.abort();
    }, TIMEOUT_MS);
  });
  if (outer.aborted) passOn();
  outer.addEventListener('abort', passOn, { once: true });
  try {
    return await Promise.race([ended, run(inner.signal)]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', passOn);
  }
}

function addressOf(
  pluginId: string,
  { entityRef, environment, from, to }: TimelineLaneQuery,
  cursor: string | undefined,
): string {
  const params = new URLSearchParams({ entityRef, from, to });
  if (environment !== undefined) params.set('environment', environment);
  if (cursor !== undefined) params.set('cursor', cursor);
  return `plugin://${pluginId}/timeline?${params}`;
}

async function readPage(
  fetchApi: FetchApi,
  address: string,
  signal: AbortSignal,
): Promise<TimelineResponse> {
  const response = await fetchApi.fetch(address, { signal });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return timelineResponseSchema.parse(await response.json());
}

async function readPages(
  fetchApi: FetchApi,
  pluginId: string,
  query: TimelineLaneQuery,
  signal: AbortSignal,
): Promise<LaneAnswer> {
  const items = new Map<string, TimelineItem>();
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES && items.size < MAX_ITEMS; page += 1) {
    const address = addressOf(pluginId, query, cursor);
    const answer = await readPage(fetchApi, address, signal);
    // Something may move to the next page while the first one is read.
    for (const item of answer.items) items.set(item.id, item);
    cursor = answer.cursor;
    if (cursor === undefined) break;
  }
  const shown = [...items.values()].slice(0, MAX_ITEMS);
  return {
    items: shown,
    more: cursor !== undefined || shown.length < items.size,
  };
}

/**
 * Reads a lane from `GET /timeline` of a plugin's backend, page by page up to a bound. What
 * goes wrong is told apart: not allowed, not installed, signed out, down, refused or odd.
 * Only an abort by whoever asked is thrown.
 */
export async function fetchLane(
  apis: ApiHolder,
  pluginId: string,
  query: TimelineLaneQuery,
): Promise<LaneAnswer> {
  const fetchApi = apis.get(fetchApiRef);
  if (!fetchApi) throw new Error('The app has no API that fetches');
  try {
    return await withDeadline(query.signal, pluginId, signal =>
      readPages(fetchApi, pluginId, query, signal),
    );
  } catch (error) {
    query.signal.throwIfAborted();
    return { problem: laneProblemOf(error, pluginId) };
  }
}
