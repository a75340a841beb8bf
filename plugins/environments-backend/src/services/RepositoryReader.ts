import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { ENVIRONMENTS_CHANGED_TOPIC } from '@portico/plugin-environments-common';
import {
  EnvironmentDifference,
  EnvironmentStore,
  ReadEnvironment,
} from '../database/EnvironmentStore';
import {
  ReadFailure,
  RepositoryRead,
  RepositoryReadStore,
} from '../database/RepositoryReadStore';
import { GitHostError } from '../sources/GitHostError';
import {
  PlatformFile,
  PlatformRepository,
} from '../sources/PlatformRepository';
import { mapLimited } from './mapLimited';
import {
  environmentNameOf,
  isTooLarge,
  readDuplicate,
  readEnvironmentFile,
} from './readEnvironmentFile';

/** What the reader works with. */
export interface RepositoryReaderOptions {
  repository: PlatformRepository;
  environments: EnvironmentStore;
  reads: RepositoryReadStore;
  events: EventsService;
  logger: LoggerService;
  now?: () => Date;
}

const PARALLEL_READS = 5;

/** Another portal may write first; then what it wrote is the base of the next try. */
const TRIES = 3;

function failureOf(error: unknown): ReadFailure {
  if (!(error instanceof GitHostError)) {
    return { kind: 'down', reason: 'Reading failed; the log tells why' };
  }
  const { kind, message: reason } = error;
  return kind === 'not-allowed' || kind === 'not-found'
    ? { kind: 'not-allowed', reason }
    : { kind: 'down', reason };
}

/**
 * Keeps the stored environments equal to those in Git. A read counts in full
 * or not at all: when a part of it fails, what was read before stays.
 */
export class RepositoryReader {
  readonly #options: RepositoryReaderOptions;
  readonly #now: () => Date;
  #running: Promise<void> | undefined;
  #again = false;
  /** A new release may judge the same content otherwise, so each process reads all once. */
  #readAll = true;

  static create(options: RepositoryReaderOptions): RepositoryReader {
    return new RepositoryReader(options);
  }

  private constructor(options: RepositoryReaderOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Reads the repository; what is asked for while a read goes on is one more
   * read after it, because the running one may have missed the reason.
   */
  async read(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#readUntilDone().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Reads again where the last read has failed, or none was done yet. */
  async readAfterFailure(): Promise<void> {
    const seen = await this.#options.reads.get();
    if (!seen || seen.failure) await this.read();
  }

  /** Starts to read, without waiting for it. */
  trigger(): void {
    this.read().catch(error =>
      this.#options.logger.error('Cannot read the environments', error),
    );
  }

  async #readUntilDone(): Promise<void> {
    do {
      this.#again = false;
      await this.#readOnce();
    } while (this.#again);
  }

  async #readOnce(): Promise<void> {
    const { reads, logger } = this.#options;
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const seen = await reads.get();
      try {
        const difference = await this.#readFrom(seen);
        if (!difference) continue;
        this.#readAll = false;
        await this.#publish(difference);
        return;
      } catch (error) {
        const failure = failureOf(error);
        if (seen?.failure?.reason !== failure.reason) {
          logger.warn(`Cannot read the environments: ${failure.reason}`, {
            cause: String(error),
          });
        }
        await reads.recordFailure(seen, failure, this.#now().toISOString());
        return;
      }
    }
  }

  /** What a full read changed, or undefined where another portal wrote meanwhile. */
  async #readFrom(
    seen: RepositoryRead | undefined,
  ): Promise<EnvironmentDifference | undefined> {
    const { repository, environments, reads } = this.#options;
    const head = await repository.readHead();
    const unchanged = !this.#readAll && seen?.head === head;
    const read = unchanged ? undefined : await this.#readFiles(head);
    const at = this.#now().toISOString();
    const outcome = await reads.recordSuccess(seen, { head, at }, async tx =>
      read
        ? environments.replaceAll(tx, {
            commitSha: head,
            environments: read,
            at,
          })
        : { changed: [], removed: [] },
    );
    return outcome.written ? outcome.result : undefined;
  }

  async #readFiles(commit: string): Promise<ReadEnvironment[]> {
    const { repository, environments } = this.#options;
    const files = await repository.listFiles(commit);
    const byName = new Map<string, PlatformFile[]>();
    for (const file of files) {
      const name = environmentNameOf(file);
      if (name) byName.set(name, [...(byName.get(name) ?? []), file]);
    }
    const stored = this.#readAll ? [] : await environments.list();
    const known = new Map(stored.map(row => [row.path, row]));
    return mapLimited([...byName], PARALLEL_READS, async ([name, group]) => {
      if (group.length > 1) return readDuplicate(name, group);
      const [file] = group;
      const before = known.get(file.path);
      if (before && before.blobSha === file.sha && before.name === name) {
        return before;
      }
      const text = isTooLarge(file)
        ? undefined
        : await repository.readBlob(file.sha);
      return readEnvironmentFile(name, file, text);
    });
  }

  async #publish({ changed, removed }: EnvironmentDifference): Promise<void> {
    if (changed.length + removed.length === 0) return;
    this.#options.logger.info(
      `Read the environments: ${changed.length} changed, ${removed.length} removed`,
    );
    await this.#options.events.publish({
      topic: ENVIRONMENTS_CHANGED_TOPIC,
      eventPayload: { changed, removed },
    });
  }
}
