import { GitRepository } from '../git/GitRepository';
import { formatTime } from '../git/gitObjects';
import { NewEvent, RepositoryEvent } from './events';
import { RepositoryState } from './repositoryState';
import { Semaphore } from './Semaphore';
import { writeFileAtomically } from './writeFileAtomically';

/** Room for the ids of one repository's parts, so that all ids are unique. */
const IDS_PER_REPOSITORY = 1_000_000;

/** A repository that was deleted while someone waited to change it. */
export class RepositoryGoneError extends Error {
  constructor(fullName: string) {
    super(`${fullName} was deleted meanwhile`);
    this.name = 'RepositoryGoneError';
  }
}

/** What work that changes a repository is given. */
export interface RepositoryTransaction {
  git: GitRepository;
  /** May be changed freely; it is kept when the work is done. */
  state: RepositoryState;
  now: string;
  /** An id that nothing else on this host has. */
  nextId(): number;
  /** Tells webhooks, once the state is on the disk. */
  emit(event: NewEvent): void;
  /** Puts the state on the disk in the middle of the work. */
  save(): Promise<void>;
}

/** What a repository needs from the host around it. */
export interface HostedRepositoryOptions {
  git: GitRepository;
  statePath: string;
  state: RepositoryState;
  clock: () => Date;
  publish: (event: RepositoryEvent) => void;
}

/** A repository: its git objects and refs, and the state beside them. */
export class HostedRepository {
  readonly git: GitRepository;
  readonly #options: HostedRepositoryOptions;
  readonly #lock = new Semaphore(1);
  #state: RepositoryState;
  #written: string;
  #deleted = false;

  constructor(options: HostedRepositoryOptions) {
    this.git = options.git;
    this.#options = options;
    this.#state = options.state;
    this.#written = serialize(options.state);
  }

  /** The state as it is on the disk; never changed in place. */
  get state(): Readonly<RepositoryState> {
    return this.#state;
  }

  get fullName(): string {
    return `${this.#state.owner}/${this.#state.name}`;
  }

  /** Runs work that changes the repository; one at a time. When it throws, the state stays. */
  async exclusive<T>(
    work: (transaction: RepositoryTransaction) => Promise<T>,
  ): Promise<T> {
    return this.#lock.run(async () => {
      if (this.#deleted) {
        throw new RepositoryGoneError(this.fullName);
      }
      const state = structuredClone(this.#state);
      const events: NewEvent[] = [];
      const result = await work({
        git: this.git,
        state,
        now: formatTime(this.#options.clock()),
        nextId: () => {
          state.sequence += 1;
          return state.id * IDS_PER_REPOSITORY + state.sequence;
        },
        emit: event => events.push(event),
        save: () => this.#save(state),
      });
      await this.#save(state);
      const repository = this.#state;
      events.forEach(event => this.#options.publish({ ...event, repository }));
      return result;
    });
  }

  /** Resolves when what changes the repository now has ended. */
  async idle(): Promise<void> {
    await this.#lock.run(async () => {});
  }

  /** Runs the removal of the repository after whatever changes it. */
  async delete(remove: () => Promise<void>): Promise<void> {
    await this.#lock.run(async () => {
      this.#deleted = true;
      await remove();
    });
  }

  async #save(state: RepositoryState): Promise<void> {
    const text = serialize(state);
    if (text !== this.#written) {
      await writeFileAtomically(this.#options.statePath, text);
      this.#written = text;
      this.#state = structuredClone(state);
    }
  }
}

/** The text of a state file. */
export function serialize(state: RepositoryState): string {
  return `${JSON.stringify(state)}\n`;
}
