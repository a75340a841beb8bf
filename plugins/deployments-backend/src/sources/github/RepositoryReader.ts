import type { Origin } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import type { Names } from '../../names/Names';
import { boundedId } from '../boundedId';
import type { ChangeSink, MarkStore } from '../sinks';
import { FeedReader, feedMarkSchema, UNREAD } from './FeedReader';
import { deploymentsFeed, type Feed, runsFeed } from './feeds';
import type { GithubClient, Repository } from './GithubClient';
import { GithubError, type GithubErrorKind } from './GithubError';

/** How reading a repository went. */
export interface RepositoryOutcome {
  repository: Repository;
  /** Null where all that was asked for was answered. */
  error: GithubError | null;
  /** Whether it ever had a deployment. */
  any: boolean;
  /** Whether one of them ever was to an environment that is known. */
  taken: boolean;
  /** Environments that it deploys to, and nobody knows. */
  unknown: readonly string[];
}

/** What repositories are read with. */
export interface RepositoryReaderOptions {
  client: GithubClient;
  changes: ChangeSink;
  marks: MarkStore;
  origin: Origin;
  now: () => number;
}

const markSchema = z.object({
  /** What the reading depends on; with another one it begins anew. */
  basis: z.string(),
  deployments: feedMarkSchema,
  runs: feedMarkSchema,
});

type Mark = z.infer<typeof markSchema>;

const MAX_KEY = 400;
const RECORDED_AT_ONCE = 500;

/** What keeps from one list and not from the whole host. */
const OF_ONE_LIST = new Set<GithubErrorKind>([
  'not-allowed',
  'not-found',
  'not-served',
  'too-large',
  'unreadable',
]);

function keyOf({ host, owner, repo }: Repository): string {
  return boundedId(`github/${host}/${owner}/${repo}`.toLowerCase(), MAX_KEY);
}

/** Reads what is new of the deployments of a repository, and remembers up to where. */
export class RepositoryReader {
  readonly #options: RepositoryReaderOptions;

  static create(options: RepositoryReaderOptions): RepositoryReader {
    return new RepositoryReader(options);
  }

  private constructor(options: RepositoryReaderOptions) {
    this.#options = options;
  }

  /** Reads on. It throws only where the stores fail; what was not kept is read again. */
  async read(repository: Repository, names: Names): Promise<RepositoryOutcome> {
    const { client, origin } = this.#options;
    const key = keyOf(repository);
    const mark = await this.#markOf(key, repository, names);
    const context = { client, repository, names, origin };
    const fullName = `${repository.owner}/${repository.repo}`;
    const feeds = [
      deploymentsFeed(context),
      ...(names.hasWorkflows(fullName) ? [runsFeed(context)] : []),
    ];
    let error: GithubError | null = null;
    for (const feed of feeds) {
      const failure = await this.#readFeed(feed, repository, key, mark);
      error ??= failure;
      if (failure && !OF_ONE_LIST.has(failure.kind)) {
        break;
      }
    }
    const { deployments, runs } = mark;
    return {
      repository,
      error,
      any: deployments.any || runs.taken,
      taken: deployments.taken || runs.taken,
      unknown: deployments.unknown,
    };
  }

  async #readFeed(
    feed: Feed,
    repository: Repository,
    key: string,
    mark: Mark,
  ): Promise<GithubError | null> {
    const { client, changes, marks, now } = this.#options;
    const before = mark[feed.name];
    try {
      const outcome = await FeedReader.create(
        client,
        repository,
        feed,
        now,
      ).read(before);
      for (
        let from = 0;
        from < outcome.changes.length;
        from += RECORDED_AT_ONCE
      ) {
        await changes.record(
          outcome.changes.slice(from, from + RECORDED_AT_ONCE),
        );
      }
      mark[feed.name] = outcome.mark;
      if (JSON.stringify(before) !== JSON.stringify(outcome.mark)) {
        await marks.put(key, JSON.stringify(mark));
      }
      return outcome.error;
    } catch (error) {
      if (error instanceof GithubError) {
        return error;
      }
      throw error;
    }
  }

  /**
   * Up to where it was read. Where other components are meant now, or an environment has become
   * known, what was left out before is no longer to be left out.
   */
  async #markOf(
    key: string,
    { owner, repo }: Repository,
    names: Names,
  ): Promise<Mark> {
    const basis = names.basisOf(`${owner}/${repo}`);
    const text = await this.#options.marks.get(key);
    let value: unknown = null;
    try {
      value = JSON.parse(text ?? 'null');
    } catch {
      // What is none tells nothing, and the reading begins anew.
    }
    const { data } = markSchema.safeParse(value);
    const isKnownNow = data?.deployments.unknown.some(
      name => names.environmentOf(name) !== null,
    );
    return data?.basis === basis && !isKnownNow
      ? data
      : { basis, deployments: UNREAD, runs: UNREAD };
  }
}
