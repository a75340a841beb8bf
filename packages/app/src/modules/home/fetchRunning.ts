import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  deploymentsOverviewSchema,
  type OverviewItem,
} from '@portico/plugin-deployments-common';
import { describeOddAnswer } from './describeOddAnswer';

/** What runs of each service, or that this portal is not told. */
export type Running =
  | { installed: true; byRef: ReadonlyMap<string, OverviewItem> }
  | { installed: false };

/** The backend takes as many references at once. */
const MOST = 100;

async function fetchItems(
  fetchApi: FetchApi,
  refs: readonly string[],
): Promise<OverviewItem[] | undefined> {
  const query = new URLSearchParams(refs.map(ref => ['entityRef', ref]));
  const response = await fetchApi.fetch(
    `plugin://deployments/overview?${query}`,
  );
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const parsed = deploymentsOverviewSchema.safeParse(await response.json());
  if (!parsed.success) {
    throw describeOddAnswer(parsed.error, 'deployments');
  }
  return parsed.data.items;
}

/** One line for each service: a real environment before a sample, and there what needs somebody most. */
function choose(items: readonly OverviewItem[]): Map<string, OverviewItem> {
  const byRef = new Map<string, OverviewItem>();
  for (const item of items) {
    const known = byRef.get(item.entityRef);
    const isBetter = known?.origin === 'sample' && item.origin !== 'sample';
    if (known === undefined || isBetter) {
      byRef.set(item.entityRef, item);
    }
  }
  return byRef;
}

/** Reads in one request, or one for each hundred, what runs of these services. */
export async function fetchRunning(
  fetchApi: FetchApi,
  refs: readonly string[],
): Promise<Running> {
  const parts: (readonly string[])[] = [];
  for (let start = 0; start < refs.length; start += MOST) {
    parts.push(refs.slice(start, start + MOST));
  }
  const answers = await Promise.all(
    parts.map(part => fetchItems(fetchApi, part)),
  );
  const known = answers.filter(items => items !== undefined);
  return known.length < answers.length
    ? { installed: false }
    : { installed: true, byRef: choose(known.flat()) };
}
