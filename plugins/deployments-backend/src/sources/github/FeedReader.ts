import type { DeploymentChange } from '@portico/plugin-deployments-common';
import { z } from 'zod/v4';
import { environmentIn, type Feed, type FeedItem, PAGE_SIZE } from './feeds';
import type { GithubClient, Repository } from './GithubClient';
import { GithubError } from './GithubError';

/** Items of which more is to come, at most. */
const MAX_OPEN = 30;
/** Names that nobody knows, at most. */
const MAX_UNKNOWN = 50;

/** Up to where a feed was read. */
export const feedMarkSchema = z.object({
  /** Of the first page; null where it is to be read in any case. */
  etag: z.string().nullable(),
  /** When the newest item was made; null before the first whole reading. */
  newest: z.string().nullable(),
  /** What changed up to this time was read; null before the first reading. */
  readUntil: z.string().nullable(),
  /** Of what changed at that very time, what was read. */
  readThen: z.array(z.number()),
  /** Items of which more is to come. */
  open: z.array(z.number()).max(MAX_OPEN),
  /** Whether the list ever had an item. */
  any: z.boolean(),
  /** Whether one of them ever belonged to an environment that is known. */
  taken: z.boolean(),
  /** Environments of items that nobody knew. */
  unknown: z.array(z.string()).max(MAX_UNKNOWN),
});

/** Up to where a feed was read. */
export type FeedMark = z.infer<typeof feedMarkSchema>;

/** A feed of which nothing was read yet. */
export const UNREAD: FeedMark = {
  etag: null,
  newest: null,
  readUntil: null,
  readThen: [],
  open: [],
  any: false,
  taken: false,
  unknown: [],
};

/** What a reading brought. */
export interface FeedOutcome {
  changes: DeploymentChange[];
  /** Up to where it was read; keep it when the changes are kept. */
  mark: FeedMark;
  /** What ended it before its time; null where it came to its end. */
  error: GithubError | null;
}

const MAX_PAGES = 5;
/** Items that are read in one round, since each may need a call of its own. */
const MAX_ITEMS = 60;
const FIRST_DAYS = 90;
/** What has not ended after so long has been forgotten. */
const OPEN_DAYS = 3;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Reads what is new in a feed, and what is new of items that had not ended. */
export class FeedReader {
  readonly #client: GithubClient;
  readonly #repository: Repository;
  readonly #feed: Feed;
  readonly #now: () => number;

  static create(
    client: GithubClient,
    repository: Repository,
    feed: Feed,
    now: () => number,
  ): FeedReader {
    return new FeedReader(client, repository, feed, now);
  }

  private constructor(
    client: GithubClient,
    repository: Repository,
    feed: Feed,
    now: () => number,
  ) {
    this.#client = client;
    this.#repository = repository;
    this.#feed = feed;
    this.#now = now;
  }

  /**
   * Reads on from a mark. An error in the midst gives what was read before it, and a mark from
   * which nothing is missed. Throws a GithubError where not even the list could be had.
   */
  async read(from: FeedMark): Promise<FeedOutcome> {
    const mark = { ...from };
    const outcome: FeedOutcome = { changes: [], mark, error: null };
    const list = await this.#list(mark);
    mark.any ||= (list?.items.length ?? 0) > 0;
    const items = await this.#candidates(list?.items ?? [], mark);
    for (const item of items.slice(0, MAX_ITEMS)) {
      try {
        await this.#take(item, outcome);
      } catch (error) {
        if (!(error instanceof GithubError)) {
          throw error;
        }
        outcome.error = error;
        break;
      }
    }
    // Where not all was read, the list is still another one than the mark knows.
    if (list && outcome.error === null && items.length <= MAX_ITEMS) {
      mark.etag = list.etag;
      list.items.forEach(({ createdAt }) => {
        mark.newest = later(mark.newest, createdAt);
      });
    }
    return outcome;
  }

  async #take(item: FeedItem, outcome: FeedOutcome): Promise<void> {
    const { reading, isOpen } = await this.#feed.read(item);
    const { mark } = outcome;
    const isRecent =
      this.#now() - Date.parse(item.createdAt) < OPEN_DAYS * DAY_MS;
    const others = mark.open.filter(id => id !== item.id);
    mark.open =
      isOpen && isRecent ? [...others, item.id].slice(-MAX_OPEN) : others;
    if (later(mark.readUntil, item.updatedAt) !== mark.readUntil) {
      mark.readUntil = item.updatedAt;
      mark.readThen = [];
    }
    if (item.updatedAt === mark.readUntil) {
      mark.readThen = [...new Set([...mark.readThen, item.id])];
    }
    if (reading.status === 'taken') {
      outcome.changes.push(...reading.changes);
      mark.taken = true;
      return;
    }
    const name = environmentIn(item);
    if (name !== null) {
      mark.unknown = [...new Set([...mark.unknown, name])].slice(-MAX_UNKNOWN);
    }
  }

  /** The newest items down to what is known; null where nothing has changed since. */
  async #list(
    mark: FeedMark,
  ): Promise<{ items: FeedItem[]; etag: string | null } | null> {
    const items: FeedItem[] = [];
    let etag: string | null = null;
    const from = mark.newest ?? this.#first();
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const answer = await this.#client.get(
        this.#repository,
        this.#feed.path,
        { per_page: PAGE_SIZE, page },
        page === 1 ? mark.etag : null,
      );
      if (!answer.changed) {
        return null;
      }
      const found = this.#feed.itemsOf(answer.data);
      if (found === null) {
        throw this.#unreadable();
      }
      etag = page === 1 ? answer.etag : etag;
      items.push(...found);
      const last = found.at(-1);
      if (found.length < PAGE_SIZE || (last && last.createdAt < from)) {
        break;
      }
    }
    return { items, etag };
  }

  /** What has changed, or may have, the change of longest ago first. */
  async #candidates(
    items: readonly FeedItem[],
    mark: FeedMark,
  ): Promise<FeedItem[]> {
    const from = mark.readUntil ?? this.#first();
    const changed = items.filter(
      ({ id, updatedAt }) =>
        mark.open.includes(id) ||
        updatedAt > from ||
        (updatedAt === from && !mark.readThen.includes(id)),
    );
    const asked: FeedItem[] = [];
    for (const id of mark.open) {
      if (!items.some(item => item.id === id)) {
        const item = await this.#one(id, mark);
        asked.push(...(item ? [item] : []));
      }
    }
    return [...changed, ...asked].sort((a, b) =>
      a.updatedAt < b.updatedAt ? -1 : 1,
    );
  }

  /** An item that is in no list; null where it is gone, and then no longer waited for. */
  async #one(id: number, mark: FeedMark): Promise<FeedItem | null> {
    try {
      const answer = await this.#client.get(
        this.#repository,
        `${this.#feed.path}/${id}`,
      );
      return answer.changed ? this.#feed.itemOf(answer.data) : null;
    } catch (error) {
      if (error instanceof GithubError && error.kind === 'not-found') {
        mark.open = mark.open.filter(one => one !== id);
        return null;
      }
      throw error;
    }
  }

  /** What is older is not read the first time. */
  #first(): string {
    return new Date(this.#now() - FIRST_DAYS * DAY_MS).toISOString();
  }

  #unreadable(): GithubError {
    return new GithubError(
      'unreadable',
      `${this.#repository.host} tells its ${
        this.#feed.name
      } in a form that is not known.`,
    );
  }
}

function later(one: string | null, other: string | null): string | null {
  return one !== null && (other === null || one > other) ? one : other;
}
