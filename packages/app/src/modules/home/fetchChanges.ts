import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  changeListSchema,
  ChangeSummary,
} from '@portico/plugin-environments-common';
import { describeOddAnswer } from './describeOddAnswer';

/** Changes, newest first, and whether these are all. */
export interface Changes {
  items: ChangeSummary[];
  complete: boolean;
}

async function fetchChanges(
  fetchApi: FetchApi,
  query: string,
): Promise<Changes> {
  const response = await fetchApi.fetch(
    `plugin://environments/changes?${query}`,
  );
  // A portal without environments has no changes that could wait for anybody.
  if (response.status === 404) {
    return { items: [], complete: true };
  }
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const parsed = changeListSchema.safeParse(await response.json());
  if (!parsed.success) {
    throw describeOddAnswer(parsed.error);
  }
  const { items, cursor } = parsed.data;
  return { items, complete: cursor === undefined };
}

/** The changes that wait for a decision of the reader. */
export function fetchToDecide(fetchApi: FetchApi): Promise<Changes> {
  return fetchChanges(fetchApi, 'assignee=me&state=pending-approval');
}

/** What the reader asked for lately; older ones are of no concern here. */
export async function fetchRequested(fetchApi: FetchApi): Promise<Changes> {
  const { items } = await fetchChanges(fetchApi, 'requester=me&limit=50');
  return { items, complete: true };
}
