import type {
  LaneAnswer,
  LaneProblem,
  TimelineLane,
  TimelineLaneQuery,
} from '@portico/plugin-timeline-react';
import type { ApiHolder } from '@backstage/frontend-plugin-api';

/** A problem of a lane; a source that is down where nothing else is said. */
export function aProblem(overrides: Partial<LaneProblem> = {}): LaneProblem {
  return {
    kind: 'down',
    source: 'slo',
    message: 'Prometheus has not answered since 10:42.',
    ...overrides,
  };
}

/** A lane that answers what it is told to, and remembers what it was asked. */
export class FakeLane implements TimelineLane {
  order = 10;
  permission: string | undefined;
  readonly queries: TimelineLaneQuery[] = [];
  /** What it answers; a promise lets the asker wait. */
  answer: (query: TimelineLaneQuery) => LaneAnswer | Promise<LaneAnswer> =
    () => ({ items: [] });

  constructor(
    readonly title = 'Deployments',
    readonly id = title.toLowerCase(),
  ) {}

  async load(_apis: ApiHolder, query: TimelineLaneQuery): Promise<LaneAnswer> {
    this.queries.push(query);
    return this.answer(query);
  }
}

/** A promise that is kept from outside. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>(keep => {
    resolve = keep;
  });
  return { promise, resolve };
}
