import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ChangeState } from '@portico/plugin-environments-common';
import { ChangeQueue } from '../database/ChangeQueue';
import { ChangeStore } from '../database/ChangeStore';
import { StoredChange } from '../database/StoredChange';
import { GitHostError } from '../sources/GitHostError';
import { happen, PORTAL_ACTOR } from './changeEvents';
import { ChangeMerger, isProposed } from './ChangeMerger';
import { ChangeProposer } from './ChangeProposer';
import { NotNowError } from './NotNowError';

/** What the driver works with. */
export interface ChangeDriverOptions {
  changes: ChangeStore;
  queue: ChangeQueue;
  proposer: ChangeProposer;
  merger: ChangeMerger;
  /** Called where the file is known to be another one, so that it is read at once. */
  onFileChanged: () => Promise<void>;
  logger: LoggerService;
  now?: () => Date;
}

/** So long nobody else takes a change over from a portal that has died. */
const LEASE_MS = 30_000;
/** A portal that lives renews its claim, however slow the Git host is. */
const HEARTBEAT_MS = LEASE_MS / 3;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 5 * 60 * 1000;
const BATCH = 20;
const SHUTDOWN_MS = 5_000;
/** Approved, proposed, merged: more steps than these no change has. */
const STEPS = 4;
/** The change was merged, or somebody else's was found in its place. */
const FILE_CHANGED: ReadonlySet<ChangeState> = new Set<ChangeState>([
  'merged',
  'superseded',
]);

/** The pause after so many failures in a row. */
export function pauseMs(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
}

function isHostDown(error: unknown): boolean {
  return (
    error instanceof GitHostError &&
    ['unreachable', 'rate-limited'].includes(error.kind)
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof NotNowError || error instanceof GitHostError) {
    return error.message;
  }
  return 'An unexpected error; the log of the portal tells more';
}

/**
 * Moves changes on: approved, proposed, merged. Each is worked on by one portal
 * at a time; what can't be done now is tried again later, and its reason is on
 * the change.
 */
export class ChangeDriver {
  readonly #options: ChangeDriverOptions;
  readonly #now: () => Date;
  readonly #running = new Set<Promise<unknown>>();

  static create(options: ChangeDriverOptions): ChangeDriver {
    return new ChangeDriver(options);
  }

  private constructor(options: ChangeDriverOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Starts to move a change on, without waiting for it. */
  kick(id: string): void {
    const work = this.advance(id)
      .catch(error =>
        this.#options.logger.error(`Cannot move change ${id} on`, error),
      )
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** Moves on everything that waits, and ends what waited too long. */
  async runDue(): Promise<void> {
    await this.#expire();
    for (const id of await this.#options.queue.listDue(BATCH)) {
      // A Git host that is down for one is down for all; they come again later.
      if ((await this.advance(id)) === 'host-down') return;
    }
  }

  /** Moves a change on as far as it goes now, unless another portal does. */
  async advance(id: string): Promise<'done' | 'host-down'> {
    const { queue } = this.#options;
    const holder = randomUUID();
    if (!(await queue.claim(id, holder, LEASE_MS))) return 'done';
    const heartbeat = setInterval(() => {
      // A claim that can't be renewed runs out, and every step bears that.
      queue.claim(id, holder, LEASE_MS).catch(() => false);
    }, HEARTBEAT_MS);
    try {
      return await this.#takeSteps(id, holder);
    } finally {
      clearInterval(heartbeat);
      await queue.release(id, holder);
    }
  }

  /** Waits for what was started, but not long: whatever is cut off goes on elsewhere. */
  async settled(): Promise<void> {
    await Promise.race([
      Promise.all(this.#running),
      delay(SHUTDOWN_MS, undefined, { ref: false }),
    ]);
  }

  async #takeSteps(id: string, holder: string): Promise<'done' | 'host-down'> {
    const { changes, queue, onFileChanged } = this.#options;
    for (let step = 0; step < STEPS; step += 1) {
      const change = await changes.get(id);
      if (!change) return 'done';
      try {
        const next = await this.#step(change);
        const moved = next && next.state !== change.state;
        if (moved && FILE_CHANGED.has(next.state)) await onFileChanged();
        if (!next || !(await queue.claim(id, holder, LEASE_MS))) return 'done';
      } catch (error) {
        await this.#postpone(change, error);
        return isHostDown(error) ? 'host-down' : 'done';
      }
    }
    return 'done';
  }

  async #step(change: StoredChange): Promise<StoredChange | undefined> {
    const { proposer, merger } = this.#options;
    if (change.state === 'approved') return proposer.propose(change);
    if (isProposed(change)) return merger.merge(change);
    const { pullRequest } = change;
    return pullRequest?.state === 'open'
      ? merger.close({ ...change, pullRequest })
      : undefined;
  }

  /** Notes why a change could not be moved on, and when to try again. */
  async #postpone(change: StoredChange, error: unknown): Promise<void> {
    const reason = reasonOf(error);
    if (!(error instanceof NotNowError)) {
      this.#options.logger.warn(
        `Change ${change.id} of ${change.name} waits: ${reason}`,
        { cause: String(error) },
      );
    }
    await this.#options.changes.update(change.id, current => {
      const attempts = current.attempts + 1;
      const pause = this.#now().getTime() + pauseMs(attempts);
      const asked =
        error instanceof GitHostError ? error.retryAt?.getTime() ?? 0 : 0;
      const nextAttemptAt = new Date(Math.max(pause, asked)).toISOString();
      return { patch: { attempts, nextAttemptAt, stateReason: reason } };
    });
  }

  async #expire(): Promise<void> {
    const { changes, queue } = this.#options;
    for (const id of await queue.listOverdue()) {
      await changes.update(id, change =>
        change.state === 'pending-approval'
          ? happen(change, {
              event: 'expire',
              actor: PORTAL_ACTOR,
              comment: 'Nobody decided in time',
              patch: { stateReason: 'Nobody decided in time' },
            })
          : undefined,
      );
    }
  }
}
