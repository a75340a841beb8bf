import {
  ChangeSummary,
  EnvironmentView,
} from '@portico/plugin-environments-common';
import { jsonAnswer } from '../../../__testUtils__/answers';

/** What the environments backend knows; a function answers in its own way. */
export interface BackendFacts {
  environments?: EnvironmentView[] | (() => Response);
  toDecide?: ChangeSummary[] | (() => Response);
  requested?: ChangeSummary[] | (() => Response);
}

/** The environments backend as far as home asks it; `asked` lists the questions. */
export function aBackend(facts: BackendFacts) {
  const asked: string[] = [];
  const answer = (
    items: unknown[] | (() => Response) = [],
    rest: object = {},
  ) => (Array.isArray(items) ? jsonAnswer({ items, ...rest }) : items());

  async function backend(input: RequestInfo | URL): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    asked.push(`${url.pathname.slice(1)}${url.search}`);
    if (url.pathname.endsWith('/changes')) {
      return answer(
        url.searchParams.has('assignee') ? facts.toDecide : facts.requested,
      );
    }
    return answer(facts.environments, { complete: true });
  }
  return { backend, asked };
}
