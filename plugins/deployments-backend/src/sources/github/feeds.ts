import {
  type EventReading,
  githubDeploymentSchema,
  githubStatusSchema,
  readGithubDeployment,
  readGithubEvent,
} from '@portico/plugin-deployments-common';
import type { Origin } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import type { Names } from '../../names/Names';
import { type GithubClient, type Repository } from './GithubClient';
import { GithubError } from './GithubError';

/** An item of a list, as far as the reading of lists is concerned. */
export interface FeedItem {
  id: number;
  createdAt: string;
  updatedAt: string;
  raw: unknown;
}

/** What is read of a repository again and again: its deployments, or its workflow runs. */
export interface Feed {
  name: 'deployments' | 'runs';
  path: string;
  /** The items of a page, the newest first. */
  itemsOf(data: unknown): FeedItem[] | null;
  /** The item in the answer to `path/<id>`. */
  itemOf(data: unknown): FeedItem | null;
  /** What an item tells, and whether more of it is to come. */
  read(item: FeedItem): Promise<{ reading: EventReading; isOpen: boolean }>;
}

/** What a feed reads with. */
export interface FeedContext {
  client: GithubClient;
  repository: Repository;
  names: Names;
  origin: Origin;
}

/** A page of GitHub, at most. */
export const PAGE_SIZE = 100;

const itemSchema = z.looseObject({
  id: z.number().int().positive(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
});

function utc(time: string): string {
  return new Date(time).toISOString();
}

function toItem(raw: unknown): FeedItem | null {
  const { data } = itemSchema.safeParse(raw);
  return data
    ? {
        id: data.id,
        createdAt: utc(data.created_at),
        updatedAt: utc(data.updated_at),
        raw,
      }
    : null;
}

/** All items, or null where one of them is none: then nothing can be said of the list. */
function toItems(list: unknown): FeedItem[] | null {
  const items = Array.isArray(list) ? list.map(toItem) : [null];
  return items.every(item => item !== null) ? items : null;
}

const ENDED = new Set(['success', 'failure', 'error', 'inactive']);

/** Whether the newest status is one that a deployment ends with. */
function hasEnded(statuses: readonly unknown[]): boolean {
  const known = z.array(githubStatusSchema).safeParse(statuses).data ?? [];
  const [newest] = [...known].sort(
    (a, b) => Date.parse(b.created_at) - Date.parse(a.created_at),
  );
  return newest !== undefined && ENDED.has(newest.state);
}

/** The deployments of a repository, each with its statuses. */
export function deploymentsFeed(context: FeedContext): Feed {
  const { client, repository, names, origin } = context;
  const fullName = `${repository.owner}/${repository.repo}`;
  const readWith = (deployment: unknown, statuses: readonly unknown[]) =>
    readGithubDeployment(
      { deployment, statuses, repository: fullName },
      names,
      origin,
    );
  return {
    name: 'deployments',
    path: '/deployments',
    itemsOf: toItems,
    itemOf: toItem,
    async read({ id, raw }) {
      const reading = readWith(raw, []);
      if (reading.status !== 'taken') {
        // Nobody needs its statuses.
        return { reading, isOpen: false };
      }
      const answer = await client.get(
        repository,
        `/deployments/${id}/statuses`,
        { per_page: PAGE_SIZE },
      );
      const statuses = answer.changed ? answer.data : [];
      if (!Array.isArray(statuses)) {
        throw new GithubError(
          'unreadable',
          `${repository.host} tells statuses in a form that is not known.`,
        );
      }
      return { reading: readWith(raw, statuses), isOpen: !hasEnded(statuses) };
    },
  };
}

const runsSchema = z.object({ workflow_runs: z.array(z.unknown()) });

/** The runs of the workflows of a repository, of which some deploy. */
export function runsFeed(context: FeedContext): Feed {
  const { repository, names, origin } = context;
  const full_name = `${repository.owner}/${repository.repo}`;
  return {
    name: 'runs',
    path: '/actions/runs',
    itemsOf: data => toItems(runsSchema.safeParse(data).data?.workflow_runs),
    itemOf: toItem,
    async read({ raw }) {
      const body = { workflow_run: raw, repository: { full_name } };
      const reading = readGithubEvent('workflow_run', body, names, origin);
      const { status } = raw as { status?: unknown };
      return {
        reading,
        isOpen: reading.status === 'taken' && status !== 'completed',
      };
    },
  };
}

/** The name of the environment of a deployment, as its repository has it. */
export function environmentIn({ raw }: FeedItem): string | null {
  return githubDeploymentSchema.safeParse(raw).data?.environment ?? null;
}
