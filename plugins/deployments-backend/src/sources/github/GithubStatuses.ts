import {
  type Origin,
  type SourceState,
  type SourceStatus,
  sourceStateSchema,
  sourceStatusSchema,
} from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import type { MarkStore } from '../sinks';
import { factsOfHost, SETUP_SNIPPET } from './factsOfHost';
import type { RepositoryOutcome } from './RepositoryReader';

/** What the statuses are kept with. */
export interface GithubStatusesOptions {
  marks: MarkStore;
  origin: Origin;
  /** The hosts that are set up. */
  hosts: readonly string[];
  now: () => Date;
}

const ROUNDS = 'github/rounds';
/** A reading is older than this: nobody reads any more. */
const STALE_MS = 10 * 60_000;

const roundsSchema = z.object({
  asOf: z.iso.datetime(),
  hosts: z.array(
    z.object({
      host: z.string(),
      state: sourceStateSchema,
      reason: z.string().nullable(),
      since: z.iso.datetime(),
      missing: z.string().nullable(),
      snippet: z.string().nullable(),
    }),
  ),
});

type Rounds = z.infer<typeof roundsSchema>;

/** What the portal that reads the Git hosts found, kept for all portals. */
export class GithubStatuses {
  readonly #options: GithubStatusesOptions;

  static create(options: GithubStatusesOptions): GithubStatuses {
    return new GithubStatuses(options);
  }

  private constructor(options: GithubStatusesOptions) {
    this.#options = options;
  }

  /** Keeps how a round went. */
  async write(
    rounds: ReadonlyArray<{
      host: string;
      outcomes: readonly RepositoryOutcome[];
    }>,
  ): Promise<void> {
    const { marks, now } = this.#options;
    const before = await this.#read();
    const asOf = now().toISOString();
    const hosts = rounds.map(({ host, outcomes }) => {
      const facts = factsOfHost(host, outcomes);
      const old = before?.hosts.find(one => one.host === host);
      const since = old?.state === facts.state ? old.since : asOf;
      return { host, since, ...facts };
    });
    await marks.put(ROUNDS, JSON.stringify({ asOf, hosts }));
  }

  /** The hosts as sources. */
  async list(): Promise<SourceStatus[]> {
    const { hosts, now } = this.#options;
    if (hosts.length === 0) {
      return [
        this.#status('github', 'Deployments on GitHub', {
          state: 'not-set-up',
          reason: 'No Git host is set up.',
          missing: 'integrations.github',
          snippet: SETUP_SNIPPET,
        }),
      ];
    }
    const rounds = await this.#read();
    const isStale =
      rounds !== null && now().getTime() - Date.parse(rounds.asOf) > STALE_MS;
    return hosts.map(name => {
      const found = rounds?.hosts.find(({ host }) => host === name);
      const { host: _, ...facts } = found ?? {
        host: name,
        state: 'unknown' as const,
        reason: 'It was not read yet.',
      };
      return this.#status(`github:${name}`, `Deployments on ${name}`, {
        ...facts,
        ...(found &&
          isStale && {
            state: 'unknown' as const,
            reason: `Nobody has read it since ${rounds.asOf}.${
              found.reason ? ` Before that: ${found.reason}` : ''
            }`,
            since: rounds.asOf,
          }),
      });
    });
  }

  #status(
    id: string,
    title: string,
    facts: Partial<SourceStatus> & { state: SourceState },
  ): SourceStatus {
    const { reason, missing, snippet } = facts;
    return sourceStatusSchema.parse({
      since: null,
      origin: this.#options.origin,
      ...facts,
      id: id.slice(0, 128),
      title: title.slice(0, 128),
      reason: reason?.slice(0, 1_000) ?? null,
      missing: missing?.slice(0, 500) ?? null,
      snippet: snippet?.slice(0, 4_000) ?? null,
    });
  }

  async #read(): Promise<Rounds | null> {
    const text = await this.#options.marks.get(ROUNDS);
    try {
      return roundsSchema.safeParse(JSON.parse(text ?? 'null')).data ?? null;
    } catch {
      return null;
    }
  }
}
