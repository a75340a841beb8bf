import { ConflictError, NotFoundError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import {
  ChangeEvent,
  ENVIRONMENTS_CHANGED_TOPIC,
  PipelineRun,
  PipelineRunReport,
  PlanSummary,
  RunStatus,
  transitionChange,
} from '@portico/plugin-environments-common';
import { ChangeStore } from '../database/ChangeStore';
import {
  EnvironmentStore,
  StoredEnvironment,
} from '../database/EnvironmentStore';
import { PipelineRunStore, StoredRun } from '../database/PipelineRunStore';
import { happen } from './changeEvents';
import { mayStillExist, toPipelineRun } from './environmentViews';
import { InvalidInputError } from './InvalidInputError';
import { planSummaryOf } from './planSummaryOf';

/** What the service works with. */
export interface PipelineRunServiceOptions {
  environments: EnvironmentStore;
  changes: ChangeStore;
  runs: PipelineRunStore;
  events: EventsService;
  now?: () => Date;
}

const FINAL: readonly RunStatus[] = ['succeeded', 'failed', 'cancelled'];

/** What a run of a change does to the change. */
const CHANGE_EVENTS: Readonly<Partial<Record<RunStatus, ChangeEvent>>> = {
  running: 'apply-start',
  succeeded: 'apply-succeed',
  failed: 'apply-fail',
  cancelled: 'apply-fail',
};

function utc(time: string): string {
  return new Date(time).toISOString();
}

/** Takes in what pipelines say of their runs. */
export class PipelineRunService {
  readonly #options: PipelineRunServiceOptions;
  readonly #now: () => Date;

  static create(options: PipelineRunServiceOptions): PipelineRunService {
    return new PipelineRunService(options);
  }

  private constructor(options: PipelineRunServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Stores a report; a run reports as often as it likes, and its end is its end. */
  async report(
    environment: string,
    report: PipelineRunReport,
    reportedBy: string,
  ): Promise<PipelineRun> {
    const { environments, runs } = this.#options;
    const stored = await environments.get(environment);
    if (!stored) {
      throw new NotFoundError(
        `There is no environment ${environment.slice(0, 63)}`,
      );
    }
    await this.#requireOwnChange(environment, report);
    const run = this.#toRun(environment, report, reportedBy);
    const before = await runs.get(environment, report.id);
    const kept = before && keptInstead(before, run);
    if (kept) return toPipelineRun(kept);
    await runs.save(run);
    await this.#moveChange(run);
    await this.#publish(stored);
    return toPipelineRun(run);
  }

  /** Tells that the environment has changed, or that its end is confirmed. */
  async #publish({ name, removedAt }: StoredEnvironment): Promise<void> {
    const { runs, events } = this.#options;
    const gone =
      removedAt !== null && !mayStillExist(await runs.listLatest(name));
    await events.publish({
      topic: ENVIRONMENTS_CHANGED_TOPIC,
      eventPayload: gone
        ? { changed: [], removed: [name] }
        : { changed: [name], removed: [] },
    });
  }

  async #requireOwnChange(
    environment: string,
    { changeId }: PipelineRunReport,
  ): Promise<void> {
    if (changeId === undefined) return;
    const change = await this.#options.changes.get(changeId);
    if (change?.name !== environment) {
      const message = `names no change of ${environment}`;
      throw new InvalidInputError([{ path: 'changeId', message }]);
    }
  }

  #toRun(
    environment: string,
    report: PipelineRunReport,
    reportedBy: string,
  ): StoredRun {
    return {
      id: report.id,
      environment,
      operation: report.operation,
      status: report.status,
      startedAt: utc(report.startedAt),
      finishedAt: report.finishedAt ? utc(report.finishedAt) : null,
      commit: report.commit ?? null,
      changeId: report.changeId ?? null,
      actor: report.actor ?? null,
      url: report.url ?? null,
      summary: summaryOf(report),
      modules: report.modules ?? [],
      // A pipeline may forget to leave a secret out; it ends here.
      outputs: (report.outputs ?? []).map(output =>
        output.sensitive ? { ...output, value: null } : output,
      ),
      leftovers: report.leftovers ?? [],
      message: report.message ?? null,
      origin: report.simulated ? 'simulated' : 'live',
      reportedBy,
      receivedAt: this.#now().toISOString(),
    };
  }

  async #moveChange(run: StoredRun): Promise<void> {
    const event = CHANGE_EVENTS[run.status];
    const carriesOut = ['apply', 'destroy'].includes(run.operation);
    if (!run.changeId || !event || !carriesOut) return;
    await this.#options.changes.update(run.changeId, change =>
      transitionChange(change.state, event).accepted
        ? happen(change, {
            event,
            actor: run.actor ?? run.reportedBy,
            comment: run.message,
            patch: { stateReason: run.message },
          })
        : undefined,
    );
  }
}

function summaryOf({ show, summary }: PipelineRunReport): PlanSummary | null {
  if (show === undefined) return summary ?? null;
  const counted = planSummaryOf(show);
  if (!counted) {
    const message = 'must be what `terraform show -json` prints of a plan';
    throw new InvalidInputError([{ path: 'show', message }]);
  }
  return counted;
}

/** The run to keep where the new report says nothing new; throws where the two disagree. */
function keptInstead(before: StoredRun, run: StoredRun): StoredRun | undefined {
  if (!FINAL.includes(before.status)) return undefined;
  // Reports can overtake each other: what comes after the end was sent before it.
  if (!FINAL.includes(run.status)) return before;
  if (before.status === run.status && before.operation === run.operation) {
    return before;
  }
  throw new ConflictError(
    `Run ${run.id} has ended as ${before.operation} ${before.status}; a run has one end`,
  );
}
