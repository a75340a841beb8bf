import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  environmentListSchema,
  EnvironmentView,
} from '@portico/plugin-environments-common';
import { describeOddAnswer } from './describeOddAnswer';

/** The environments of this portal, or that it manages none. */
export type Environments =
  | { installed: true; items: EnvironmentView[]; complete: boolean }
  | { installed: false };

/** Reads the environments; an answer of another shape is named, not guessed. */
export async function fetchEnvironments(
  fetchApi: FetchApi,
): Promise<Environments> {
  const response = await fetchApi.fetch('plugin://environments/environments');
  if (response.status === 404) {
    return { installed: false };
  }
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const parsed = environmentListSchema.safeParse(await response.json());
  if (!parsed.success) {
    throw describeOddAnswer(parsed.error);
  }
  const { items, complete } = parsed.data;
  return { installed: true, items: [...items].sort(byUrgency), complete };
}

/** What needs somebody first, then what is going on, then the rest by name. */
const URGENCY: Record<EnvironmentView['state'], number> = {
  failed: 0,
  drifted: 1,
  provisioning: 2,
  destroying: 2,
  ready: 3,
  defined: 4,
  destroyed: 5,
};

function byUrgency(a: EnvironmentView, b: EnvironmentView): number {
  return URGENCY[a.state] - URGENCY[b.state] || a.name.localeCompare(b.name);
}
