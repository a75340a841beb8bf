import { z } from 'zod/v4';
import type { FaultRequest } from '../../emulators/github/faults/FaultInjector';
import { PLATFORM_REPOSITORY } from '../../portal/runConfig';

const pullSchema = z.object({
  number: z.number(),
  state: z.string(),
  merged_at: z.string().nullable(),
  head: z.object({ ref: z.string(), sha: z.string() }),
});

/** A pull request, as the Git host tells it. */
export type Pull = z.infer<typeof pullSchema>;

const fileSchema = z.object({ sha: z.string(), content: z.string() });
const PAGE = 100;

/** The repository of the platform, asked directly, and changed by somebody's hand. */
export class GitHostView {
  readonly #url: string;
  readonly #token: string;
  readonly #paths = new Map<string, string[]>();

  /** `url` is the address of the Git host. */
  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Every pull request whose files include a path, open or not. */
  async pullsTouching(path: string): Promise<Pull[]> {
    const found: Pull[] = [];
    for (const pull of await this.pulls()) {
      if ((await this.#pathsOf(pull)).includes(path)) {
        found.push(pull);
      }
    }
    return found;
  }

  /** Every pull request. */
  async pulls(): Promise<Pull[]> {
    const found: Pull[] = [];
    for (let page = 1; ; page += 1) {
      const items = z
        .array(pullSchema)
        .parse(
          await this.get(`/pulls?state=all&per_page=${PAGE}&page=${page}`),
        );
      found.push(...items);
      if (items.length < PAGE) {
        return found;
      }
    }
  }

  /** The commits of a branch that touch a path, newest first. */
  async commitsOf(path: string, branch = 'main'): Promise<string[]> {
    const query = new URLSearchParams({ path, sha: branch, per_page: '100' });
    return z
      .array(z.object({ sha: z.string() }))
      .parse(await this.get(`/commits?${query}`))
      .map(({ sha }) => sha);
  }

  /** A file of a branch, or undefined. */
  async file(
    path: string,
    branch = 'main',
  ): Promise<{ sha: string; text: string } | undefined> {
    const answer = await this.ask(
      'GET',
      `/contents/${path}?ref=${encodeURIComponent(branch)}`,
    );
    if (answer.status === 404) {
      return undefined;
    }
    const { sha, content } = fileSchema.parse(answer.body);
    return { sha, text: Buffer.from(content, 'base64').toString('utf8') };
  }

  /** Commits a file as a person would; null deletes it. Tells the new commit. */
  async writeByHand(
    path: string,
    text: string | null,
    branch = 'main',
  ): Promise<string> {
    const before = await this.file(path, branch);
    const answer = await this.ask(
      text === null ? 'DELETE' : 'PUT',
      `/contents/${path}`,
      {
        branch,
        message: `By hand: ${path}`,
        sha: before?.sha,
        ...(text !== null && { content: Buffer.from(text).toString('base64') }),
      },
    );
    if (answer.status > 299) {
      throw new Error(
        `${path} was not written: ${JSON.stringify(answer.body)}`,
      );
    }
    const { commit } = z
      .object({ commit: z.object({ sha: z.string() }) })
      .parse(answer.body);
    return commit.sha;
  }

  /** The commit a branch points at. */
  async head(branch: string): Promise<string> {
    const body = await this.get(`/git/ref/heads/${branch}`);
    return z.object({ object: z.object({ sha: z.string() }) }).parse(body)
      .object.sha;
  }

  /** Makes a check necessary before anything is merged into main; none lifts it. */
  async requireCheck(context: string | undefined): Promise<void> {
    const path = '/branches/main/protection';
    const answer = await (context
      ? this.ask('PUT', path, {
          required_status_checks: { strict: false, contexts: [context] },
          enforce_admins: true,
          required_pull_request_reviews: null,
          restrictions: null,
        })
      : this.ask('DELETE', path));
    if (answer.status > 299 && answer.status !== 404) {
      throw new Error(`Not protected: ${JSON.stringify(answer.body)}`);
    }
  }

  /** Tells how a check went on a commit. */
  async pass(context: string, sha: string): Promise<void> {
    await this.ask('POST', `/statuses/${sha}`, { state: 'success', context });
  }

  /** Merges a pull request as a person would. */
  async merge(number: number): Promise<number> {
    return (await this.ask('PUT', `/pulls/${number}/merge`, {})).status;
  }

  /** Makes the Git host misbehave. */
  async addFault(fault: FaultRequest): Promise<void> {
    const response = await this.#send('POST', '/_emulator/faults', fault);
    if (!response.ok) {
      throw new Error(`Not a fault: ${await response.text()}`);
    }
  }

  async clearFaults(): Promise<void> {
    await this.#send('DELETE', '/_emulator/faults');
  }

  /** A GET below the repository that must succeed. */
  async get(path: string): Promise<unknown> {
    const { status, body } = await this.ask('GET', path);
    if (status > 299) {
      throw new Error(`The Git host answered ${status} to ${path}`);
    }
    return body;
  }

  /** Any request below the repository. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }> {
    const { owner, repo } = PLATFORM_REPOSITORY;
    const response = await this.#send(
      method,
      `/api/v3/repos/${owner}/${repo}${path}`,
      body,
    );
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
    };
  }

  /** What a pull request changes stays the same as long as its head does. */
  async #pathsOf({ number, head }: Pull): Promise<string[]> {
    const key = `${number} ${head.sha}`;
    const known = this.#paths.get(key);
    if (known) {
      return known;
    }
    const paths = z
      .array(z.object({ filename: z.string() }))
      .parse(await this.get(`/pulls/${number}/files?per_page=100`))
      .map(({ filename }) => filename);
    this.#paths.set(key, paths);
    return paths;
  }

  #send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}` },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
  }
}
