import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ApprovalGroups,
  environmentsChangeCreatePermission,
  isOpenChange,
} from '@portico/plugin-environments-common';
import { ChangeStore } from '../database/ChangeStore';
import {
  EnvironmentStore,
  StoredEnvironment,
} from '../database/EnvironmentStore';
import { RepositoryReadStore } from '../database/RepositoryReadStore';
import { StoredChange } from '../database/StoredChange';
import { Evaluation } from '../sources/EnvironmentEvaluator';
import { BusyError } from './BusyError';
import { ChangeAccess } from './ChangeAccess';
import { ChangeWish, readWish, WishInput } from './changeWish';
import { describeHolder } from './describeHolder';
import { evaluationFields } from './evaluationFields';
import { InvalidInputError } from './InvalidInputError';
import { PreviewService } from './PreviewService';
import { Requester } from './Requester';
import { requiredApprovals } from './requiredApprovals';
import { specHash } from './specHash';
import { SpecReviewer } from './SpecReviewer';

/** What taking in requests works with. */
export interface ChangeIntakeOptions {
  changes: ChangeStore;
  environments: EnvironmentStore;
  /** Undefined where no repository is configured. */
  reads: RepositoryReadStore | undefined;
  reviewer: SpecReviewer;
  preview: PreviewService;
  access: ChangeAccess;
  groups: ApprovalGroups;
  approvalTimeoutMs: number;
  /** Called with each change that needs nobody's yes any more. */
  onApproved: (id: string) => void;
  now?: () => Date;
}

/** A change that was asked for, and whether it is a new one. */
export interface RequestedChange {
  change: StoredChange;
  created: boolean;
}

/** A merged file may take this long until it is read; meanwhile the same request is the same change. */
const READ_AFTER_MERGE_MS = 15 * 60 * 1000;

/** Takes in requests for changes: each once, and one open at a time for an environment. */
export class ChangeIntake {
  readonly #options: ChangeIntakeOptions;
  readonly #now: () => Date;

  static create(options: ChangeIntakeOptions): ChangeIntake {
    return new ChangeIntake(options);
  }

  private constructor(options: ChangeIntakeOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Takes a request in, or finds the change that the same person asked for with the same words. */
  async request(
    input: WishInput,
    requester: Requester,
  ): Promise<RequestedChange> {
    const { access, environments } = this.#options;
    await access.require(environmentsChangeCreatePermission, requester);
    await this.#requireRead();
    const stored = await environments.get(input.name);
    const present = stored?.removedAt === null ? stored : undefined;
    const wish = readWish(input, present);
    const repeated = await this.#findRepeated(wish, present, requester);
    if (repeated) return { change: repeated, created: false };
    await this.#requireFree(wish, present);
    await this.#review(wish, requester);
    return this.#store(wish, input, present, requester);
  }

  /** Without having read the repository nobody knows which names and networks are free. */
  async #requireRead(): Promise<void> {
    const { reads } = this.#options;
    if (!reads) {
      throw new ServiceUnavailableError(
        'No repository holds the environments: set environments.repository in the configuration of the portal',
      );
    }
    const read = await reads.get();
    if (!read?.readAt) {
      const why = read?.failure ? `: ${read.failure.reason}` : '';
      throw new ServiceUnavailableError(
        `The environments were not read from the repository yet${why}`,
      );
    }
  }

  async #findRepeated(
    wish: ChangeWish,
    present: StoredEnvironment | undefined,
    requester: Requester,
  ): Promise<StoredChange | undefined> {
    const latest = await this.#options.changes.findLatest(wish.name);
    if (
      latest?.requestedBy !== requester.user ||
      latest.kind !== wish.kind ||
      latest.specHash !== wish.hash
    ) {
      return undefined;
    }
    if (isOpenChange(latest.state)) return latest;
    if (!['merged', 'applying', 'applied'].includes(latest.state)) {
      return undefined;
    }
    const done = present?.spec
      ? specHash(present.spec) === wish.hash
      : this.#now().getTime() - Date.parse(latest.updatedAt) <
        READ_AFTER_MERGE_MS;
    return done ? latest : undefined;
  }

  async #requireFree(
    wish: ChangeWish,
    present: StoredEnvironment | undefined,
  ): Promise<void> {
    const holder = await this.#options.changes.findHolder(wish.name);
    if (holder) throw heldBy(holder);
    if (wish.kind === 'create' && present) {
      throw new ConflictError(
        `${wish.name} exists already; ask to change it, or choose another name`,
      );
    }
    if (wish.kind !== 'create' && !present) {
      throw new NotFoundError(`There is no environment ${wish.name}`);
    }
  }

  async #review(wish: ChangeWish, requester: Requester): Promise<void> {
    const { reviewer } = this.#options;
    if (wish.before && specHash(wish.before) === wish.hash) {
      const message = `changes nothing: ${wish.name} is like this already`;
      throw new InvalidInputError([{ path: '', message }]);
    }
    const issues = wish.before
      ? await reviewer.reviewChanged(wish.spec, wish.before, requester)
      : await reviewer.reviewNew(wish.spec, requester);
    if (issues.length > 0) throw new InvalidInputError(issues);
  }

  async #store(
    wish: ChangeWish,
    input: WishInput,
    present: StoredEnvironment | undefined,
    requester: Requester,
  ): Promise<RequestedChange> {
    const { changes, preview, onApproved } = this.#options;
    const evaluation = await preview.evaluate(wish.spec, wish.before);
    if (evaluation.status === 'unavailable' && evaluation.busy) {
      throw new BusyError(evaluation.reason, 1);
    }
    const change = this.#toChange(wish, input, evaluation, requester);
    const outcome = await changes.insert(change, [
      {
        event:
          change.state === 'approved' ? 'submit-without-approval' : 'submit',
        from: 'draft',
        to: change.state,
        actor: requester.user,
        comment: change.comment,
      },
    ]);
    if (outcome === 'held') {
      // Somebody was faster by a moment: perhaps the same person, with a second click.
      const repeated = await this.#findRepeated(wish, present, requester);
      if (repeated) return { change: repeated, created: false };
      const holder = await changes.findHolder(wish.name);
      throw holder
        ? heldBy(holder)
        : new ConflictError(`${wish.name} is taken`);
    }
    if (change.state === 'approved') onApproved(change.id);
    return { change, created: true };
  }

  #toChange(
    wish: ChangeWish,
    input: WishInput,
    evaluation: Evaluation,
    requester: Requester,
  ): StoredChange {
    const now = this.#now();
    const approvals = requiredApprovals(
      {
        kind: wish.kind,
        spec: wish.spec,
        against: wish.before,
        evaluation,
        requesterRefs: requester.refs,
      },
      this.#options.groups,
    );
    const expires = new Date(now.getTime() + this.#options.approvalTimeoutMs);
    return {
      id: randomUUID(),
      kind: wish.kind,
      name: wish.name,
      state: approvals.length > 0 ? 'pending-approval' : 'approved',
      stateReason: null,
      requestedBy: requester.user,
      requesterRefs: [...requester.refs],
      requestedAt: now.toISOString(),
      updatedAt: now.toISOString(),
      expiresAt: expires.toISOString(),
      owner: wish.spec.metadata.owner,
      comment: input.comment ?? null,
      specHash: wish.hash,
      before: wish.before,
      beforeSha: wish.beforeSha,
      after: wish.spec,
      ...evaluationFields(evaluation, wish.before),
      approvals: approvals.map(entry => ({ ...entry, decision: null })),
      taskId: input.taskId ?? null,
      pullRequest: null,
      mergeCommit: null,
      attempts: 0,
      nextAttemptAt: null,
      leaseUntil: null,
    };
  }
}

function heldBy(holder: StoredChange): ConflictError {
  return new ConflictError(
    `${describeHolder(
      holder,
    )}, and that change is still open; only one change of an environment can be open at a time`,
  );
}
