import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ApprovalGroups,
  environmentsChangeCreatePermission,
  SpecIssue,
} from '@portico/plugin-environments-common';
import { ChangeStore } from '../database/ChangeStore';
import {
  EnvironmentStore,
  StoredEnvironment,
} from '../database/EnvironmentStore';
import { RepositoryReadStore } from '../database/RepositoryReadStore';
import { StoredChange } from '../database/StoredChange';
import { BusyError } from './BusyError';
import { ChangeAccess } from './ChangeAccess';
import { ChangeWish, readWish, WishInput } from './changeWish';
import { describeHolder } from './describeHolder';
import { EnvironmentAccess } from './EnvironmentAccess';
import { InvalidInputError } from './InvalidInputError';
import { newChange } from './newChange';
import { PreviewService } from './PreviewService';
import { Requester } from './Requester';
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
  /** What somebody may not read is not there for them to change. */
  readers: Pick<EnvironmentAccess, 'mayRead'>;
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
    if (present && input.kind !== 'create') {
      await this.#requireReadable(present, requester);
    }
    const wish = readWish(input, present);
    const repeated = await this.#findRepeated(wish, present, requester);
    if (repeated) return { change: repeated, created: false };
    requirePossible(wish, present);
    const issues = await this.#review(wish, requester);
    if (issues.length > 0) {
      // What stands in the way may be the same request, sent twice at once.
      const twin = await this.#findRepeated(wish, present, requester);
      if (twin) return { change: twin, created: false };
      throw new InvalidInputError(issues);
    }
    return this.#store(wish, input, present, requester);
  }

  async #requireReadable(
    { name }: StoredEnvironment,
    { credentials }: Requester,
  ): Promise<void> {
    if (!(await this.#options.readers.mayRead(name, credentials))) {
      throw new NotFoundError(`There is no environment ${name}`);
    }
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

  /**
   * The change that this request asks for once more, if there is one; throws
   * where somebody else's holds the environment, or this person's other one.
   */
  async #findRepeated(
    wish: ChangeWish,
    present: StoredEnvironment | undefined,
    requester: Requester,
  ): Promise<StoredChange | undefined> {
    const { changes } = this.#options;
    const isSame = (change: StoredChange) =>
      change.requestedBy === requester.user &&
      change.kind === wish.kind &&
      change.specHash === wish.hash;
    const holder = await changes.findHolder(wish.name);
    if (holder) {
      if (isSame(holder)) return holder;
      throw new ConflictError(
        `${describeHolder(
          holder,
        )}, and that change is still open; only one change of an environment can be open at a time`,
      );
    }
    const latest = await changes.findLatest(wish.name);
    return latest && isSame(latest) && this.#isDone(latest, wish, present)
      ? latest
      : undefined;
  }

  /** Whether a change has made the environment what the wish wants it to be. */
  #isDone(
    change: StoredChange,
    wish: ChangeWish,
    present: StoredEnvironment | undefined,
  ): boolean {
    if (!['merged', 'applying', 'applied'].includes(change.state)) return false;
    if (present?.spec) return specHash(present.spec) === wish.hash;
    const age = this.#now().getTime() - Date.parse(change.updatedAt);
    return age < READ_AFTER_MERGE_MS;
  }

  async #review(
    { name, spec, hash, before }: ChangeWish,
    requester: Requester,
  ): Promise<SpecIssue[]> {
    const { reviewer } = this.#options;
    if (before && specHash(before) === hash) {
      const message = `changes nothing: ${name} is like this already`;
      return [{ path: '', message }];
    }
    return before
      ? reviewer.reviewChanged(spec, before, requester)
      : reviewer.reviewNew(spec, requester);
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
    const change = newChange({
      wish,
      input,
      evaluation,
      quota: await preview.quotaFor(wish.spec),
      requester,
      groups: this.#options.groups,
      now: this.#now(),
      approvalTimeoutMs: this.#options.approvalTimeoutMs,
    });
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
      throw new ConflictError(
        `${wish.name} was being changed at this moment; try again`,
      );
    }
    if (change.state === 'approved') onApproved(change.id);
    return { change, created: true };
  }
}

function requirePossible(
  { kind, name }: ChangeWish,
  present: StoredEnvironment | undefined,
): void {
  if (kind === 'create' && present) {
    throw new ConflictError(
      `${name} exists already; ask to change it, or choose another name`,
    );
  }
  if (kind !== 'create' && !present) {
    throw new NotFoundError(`There is no environment ${name}`);
  }
}
