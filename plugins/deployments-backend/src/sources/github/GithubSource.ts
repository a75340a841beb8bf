import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Origin, SourceStatus } from '@portico/plugin-timeline-common';
import type { CatalogNames } from '../../names/CatalogNames';
import type { Names } from '../../names/Names';
import { mapLimited } from '../mapLimited';
import type { ChangeSink, MarkStore } from '../sinks';
import type { GithubClient, Repository } from './GithubClient';
import { GithubError } from './GithubError';
import { GithubStatuses } from './GithubStatuses';
import { repositoriesOf } from './repositoriesOf';
import { type RepositoryOutcome, RepositoryReader } from './RepositoryReader';

/** What the source works with. */
export interface GithubSourceOptions {
  client: GithubClient;
  names: Pick<CatalogNames, 'current'>;
  changes: ChangeSink;
  marks: MarkStore;
  origin: Origin;
  logger: Pick<LoggerService, 'warn'>;
  now?: () => Date;
}

/** GitHub asks for one request after the other; two make no difference to it, and one to us. */
const PARALLEL = 2;

/** Reads the deployments of the components' repositories, in rounds. */
export class GithubSource {
  readonly #options: GithubSourceOptions;
  readonly #now: () => Date;
  readonly #reader: RepositoryReader;
  readonly #statuses: GithubStatuses;

  static create(options: GithubSourceOptions): GithubSource {
    return new GithubSource(options);
  }

  private constructor(options: GithubSourceOptions) {
    const { now = () => new Date(), client, marks, origin } = options;
    this.#options = options;
    this.#now = now;
    this.#reader = RepositoryReader.create({
      ...options,
      now: () => now().getTime(),
    });
    this.#statuses = GithubStatuses.create({
      marks,
      origin,
      hosts: client.hosts,
      now,
    });
  }

  /** How reading the hosts goes, as the portal that reads them found it. */
  async statuses(): Promise<SourceStatus[]> {
    return this.#statuses.list();
  }

  /** Reads once what is new. It throws only where its own stores fail. */
  async round(signal?: AbortSignal): Promise<void> {
    const { client, logger, names: source } = this.#options;
    if (client.hosts.length === 0) {
      return;
    }
    let names: Names;
    try {
      names = await source.current();
    } catch (error) {
      logger.warn(`Deployments were not read: ${toError(error).message}`);
      return;
    }
    const repositories = repositoriesOf(names, client.hosts);
    const rounds = await Promise.all(
      client.hosts.map(async host => ({
        host,
        outcomes: await this.#readHost(
          host,
          repositories.filter(one => one.host === host),
          names,
          signal,
        ),
      })),
    );
    if (!signal?.aborted) {
      // What was not read any more is not the same as nothing to read.
      await this.#statuses.write(rounds);
    }
  }

  /** Reads the repositories of a host, until one tells that the others would fare likewise. */
  async #readHost(
    host: string,
    repositories: readonly Repository[],
    names: Names,
    signal: AbortSignal | undefined,
  ): Promise<RepositoryOutcome[]> {
    const paused = await this.#pauseOf(host);
    let end: GithubError | null = paused;
    const outcomes = await mapLimited(repositories, PARALLEL, async one => {
      if (end !== null || signal?.aborted) {
        return null;
      }
      const outcome = await this.#reader.read(one, names);
      if (outcome.error && isOfTheHost(outcome.error)) {
        end = outcome.error;
      }
      return outcome;
    });
    const read = outcomes.filter(outcome => outcome !== null);
    const limit = read.find(({ error }) => error?.retryAt)?.error;
    if (limit?.retryAt) {
      await this.#options.marks.put(
        pauseKey(host),
        limit.retryAt.toISOString(),
      );
    }
    if (paused && repositories.length > 0) {
      return [
        {
          repository: repositories[0],
          error: paused,
          any: true,
          taken: true,
          unknown: [],
        },
      ];
    }
    return read;
  }

  /** What a host asked for is kept by every portal, and over a restart. */
  async #pauseOf(host: string): Promise<GithubError | null> {
    const until = await this.#options.marks.get(pauseKey(host));
    const retryAt = new Date(until ?? NaN);
    if (!(retryAt.getTime() > this.#now().getTime())) {
      return null;
    }
    return new GithubError(
      'rate-limited',
      `${host} asks to wait until ${retryAt.toISOString().slice(0, 19)}Z.`,
      { retryAt },
    );
  }
}

function pauseKey(host: string): string {
  return `github/pause/${host}`.slice(0, 400);
}

/** Whether the other repositories of the host would not be answered either. */
function isOfTheHost({ kind }: GithubError): boolean {
  return (
    kind === 'login-refused' ||
    kind === 'rate-limited' ||
    kind === 'timeout' ||
    kind === 'unreachable'
  );
}
