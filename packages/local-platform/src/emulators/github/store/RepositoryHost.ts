import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod/v4';
import { GitRepository } from '../git/GitRepository';
import { GitRunner } from '../git/GitRunner';
import { formatTime } from '../git/gitObjects';
import { isOwnerName, isRepositoryName } from '../git/names';
import { RepositoryEvent } from './events';
import { HostedRepository, serialize } from './HostedRepository';
import {
  initialState,
  NewRepository,
  RepositoryState,
  repositoryStateSchema,
} from './repositoryState';
import { removeStaleLocks } from './removeStaleLocks';
import { Semaphore } from './Semaphore';
import { writeFileAtomically } from './writeFileAtomically';

/** A repository that exists already under the name of a new one. */
export class RepositoryExistsError extends Error {
  constructor(fullName: string) {
    super(`Repository ${fullName} exists already`);
    this.name = 'RepositoryExistsError';
  }
}

/** Where a host keeps its repositories, and whom it tells of changes. */
export interface RepositoryHostOptions {
  dataDir: string;
  runner: GitRunner;
  clock: () => Date;
  publish: (event: RepositoryEvent) => void;
}

const countersSchema = z.object({ nextRepositoryId: z.number().int().min(1) });

/**
 * All repositories of the host: bare ones below `repos/<owner>/<name>.git`,
 * their state in `state/<owner>/<name>.json`. The state file makes a
 * repository exist: it is written last and removed first.
 */
export class RepositoryHost {
  readonly #options: RepositoryHostOptions;
  readonly #repositories = new Map<string, HostedRepository>();
  readonly #lock = new Semaphore(1);

  private constructor(options: RepositoryHostOptions) {
    this.#options = options;
  }

  /** Opens the repositories of a data folder, or an empty one. */
  static async open(options: RepositoryHostOptions): Promise<RepositoryHost> {
    const host = new RepositoryHost(options);
    await mkdir(join(options.dataDir, 'repos'), { recursive: true });
    await mkdir(join(options.dataDir, 'state'), { recursive: true });
    for (const owner of await readdir(join(options.dataDir, 'state'))) {
      if (isOwnerName(owner)) {
        await host.#openOwner(owner);
      }
    }
    return host;
  }

  find(owner: string, name: string): HostedRepository | undefined {
    return this.#repositories.get(key(owner, name));
  }

  /** All repositories, or one owner's, by name. */
  list(owner?: string): HostedRepository[] {
    return [...this.#repositories.values()]
      .filter(
        ({ state }) =>
          !owner || state.owner.toLowerCase() === owner.toLowerCase(),
      )
      .sort((one, other) => (one.fullName < other.fullName ? -1 : 1));
  }

  /** Makes an empty repository. */
  async create(request: NewRepository): Promise<HostedRepository> {
    const { owner, name } = request;
    if (!isOwnerName(owner) || !isRepositoryName(name)) {
      throw new Error(`'${owner}/${name}' can't be the name of a repository`);
    }
    return this.#lock.run(async () => {
      if (this.find(owner, name)) {
        throw new RepositoryExistsError(`${owner}/${name}`);
      }
      const now = formatTime(this.#options.clock());
      const state = initialState(await this.#nextId(), request, now);
      const directory = this.#directory(owner, name);
      // What a crash between the two steps of an earlier attempt left.
      await rm(directory, { recursive: true, force: true });
      await mkdir(dirname(directory), { recursive: true });
      await GitRepository.create(
        directory,
        this.#options.runner,
        state.defaultBranch,
      );
      await writeFileAtomically(this.#statePath(owner, name), serialize(state));
      return this.#add(state);
    });
  }

  async delete(repository: HostedRepository): Promise<void> {
    const { owner, name } = repository.state;
    await this.#lock.run(() =>
      repository.delete(async () => {
        this.#repositories.delete(key(owner, name));
        await rm(this.#statePath(owner, name), { force: true });
        await rm(this.#directory(owner, name), {
          recursive: true,
          force: true,
        });
      }),
    );
  }

  /** Resolves when nothing changes any repository. */
  async idle(): Promise<void> {
    await Promise.all(this.list().map(repository => repository.idle()));
  }

  async #openOwner(owner: string): Promise<void> {
    const folder = join(this.#options.dataDir, 'state', owner);
    for (const file of await readdir(folder)) {
      const name = file.replace(/\.json$/, '');
      if (file.endsWith('.json') && isRepositoryName(name)) {
        await this.#openRepository(owner, name);
      }
    }
  }

  async #openRepository(owner: string, name: string): Promise<void> {
    const directory = this.#directory(owner, name);
    const head = await stat(join(directory, 'HEAD')).catch(() => undefined);
    const path = this.#statePath(owner, name);
    if (!head) {
      throw new Error(
        `${path} describes a repository, but ${directory} holds none: put it back, or remove the file`,
      );
    }
    await removeStaleLocks(directory, this.#options.clock());
    this.#add(await readState(path));
  }

  #add(state: RepositoryState): HostedRepository {
    const { owner, name } = state;
    const { runner, clock, publish } = this.#options;
    const repository = new HostedRepository({
      git: new GitRepository(this.#directory(owner, name), runner),
      statePath: this.#statePath(owner, name),
      state,
      clock,
      publish,
    });
    this.#repositories.set(key(owner, name), repository);
    return repository;
  }

  async #nextId(): Promise<number> {
    const path = join(this.#options.dataDir, 'state', 'counters.json');
    const text = await readFile(path, 'utf8').catch(() => undefined);
    const { nextRepositoryId } = text
      ? countersSchema.parse(JSON.parse(text))
      : { nextRepositoryId: 1 };
    await writeFileAtomically(
      path,
      `${JSON.stringify({ nextRepositoryId: nextRepositoryId + 1 })}\n`,
    );
    return nextRepositoryId;
  }

  #directory(owner: string, name: string): string {
    return join(this.#options.dataDir, 'repos', owner, `${name}.git`);
  }

  #statePath(owner: string, name: string): string {
    return join(this.#options.dataDir, 'state', owner, `${name}.json`);
  }
}

function key(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase();
}

async function readState(path: string): Promise<RepositoryState> {
  const text = await readFile(path, 'utf8');
  try {
    return repositoryStateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(
      `${path} can't be read: restore it, or remove it together with its repository`,
      { cause: error },
    );
  }
}
