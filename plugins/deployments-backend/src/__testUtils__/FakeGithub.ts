import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An item of a list of GitHub. */
export interface FakeItem {
  id: number;
  created_at: string;
  updated_at: string;
  [field: string]: unknown;
}

/** What a repository has; lists are the newest first. */
export interface FakeRepository {
  deployments?: FakeItem[];
  /** By the id of their deployment. */
  statuses?: Record<number, object[]>;
  runs?: FakeItem[];
}

/** What is answered in place of what there is. */
export type FakeFault =
  | {
      status: number;
      headers?: Record<string, string>;
      body?: unknown;
      text?: string;
    }
  | 'hang';

const SHA = '4f2c9d1e0b7a4f2c9d1e0b7a4f2c9d1e0b7a4f2c';

/** A deployment to production, made and changed at minutes of 25 November 2026. */
export function aGithubDeployment(
  id: number,
  minute: number,
  fields: Partial<FakeItem> = {},
): FakeItem {
  const at = new Date(Date.UTC(2026, 10, 25, 10, minute)).toISOString();
  return {
    id,
    sha: SHA,
    ref: `v1.${id}.0`,
    task: 'deploy',
    environment: 'production',
    created_at: at,
    updated_at: at,
    creator: { login: 'ada' },
    payload: {},
    ...fields,
  };
}

/** A status of a deployment at a minute. */
export function aStatus(state: string, minute: number): object {
  return {
    state,
    created_at: new Date(Date.UTC(2026, 10, 25, 10, minute)).toISOString(),
    log_url: 'https://git.example/acme/order/runs/1',
  };
}

/** A run of a workflow that deploys, at a minute. */
export function aRun(
  id: number,
  minute: number,
  fields: Partial<FakeItem> = {},
): FakeItem {
  const at = new Date(Date.UTC(2026, 10, 25, 10, minute)).toISOString();
  return {
    id,
    name: 'Deploy',
    path: '.github/workflows/deploy.yaml',
    head_sha: SHA,
    head_branch: 'main',
    status: 'completed',
    conclusion: 'success',
    created_at: at,
    run_started_at: at,
    updated_at: at,
    html_url: `https://git.example/acme/order/actions/runs/${id}`,
    actor: { login: 'ada' },
    ...fields,
  };
}

/** A server that speaks like GitHub, with ETags and pages. */
export class FakeGithub {
  /** By their full names. */
  readonly repositories = new Map<string, FakeRepository>();
  /** Such as `acme/order /deployments?per_page=100&page=1 304`. */
  readonly asked: string[] = [];
  readonly tokens = new Set<string | undefined>();
  /** Called for each request; what it gives is answered. */
  fault: ((repository: string, path: string) => FakeFault | undefined) | null =
    null;
  readonly #server: Server;

  static async start(): Promise<FakeGithub> {
    const fake = new FakeGithub();
    await new Promise<void>(resolve => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      this.tokens.add(request.headers.authorization);
      const url = new URL(request.url ?? '', 'http://localhost');
      const [, repository, path] =
        /^\/api\/v3\/repos\/([^/]+\/[^/]+)(\/.*)$/.exec(url.pathname) ?? [];
      const fault = this.fault?.(repository, path);
      const answer = fault ?? this.#find(repository, path, url.searchParams);
      if (answer === 'hang') {
        this.asked.push(`${repository} ${path}${url.search} hang`);
        return;
      }
      const status = send(
        response,
        answer,
        request.headers['if-none-match'] ?? null,
      );
      this.asked.push(`${repository} ${path}${url.search} ${status}`);
    });
  }

  /** As a configuration names it. */
  get host(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  /** The requests since the last call. */
  take(): string[] {
    return this.asked.splice(0);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #find(
    name: string,
    path: string,
    query: URLSearchParams,
  ): Exclude<FakeFault, 'hang'> {
    const found = this.repositories.get(name.toLowerCase());
    const [, list, id, more] =
      /^\/(deployments|actions\/runs)(?:\/(\d+))?(\/statuses)?$/.exec(path) ??
      [];
    if (!found || !list) {
      return { status: 404, body: { message: 'Not Found' } };
    }
    const items =
      (list === 'deployments' ? found.deployments : found.runs) ?? [];
    if (more) {
      return { status: 200, body: found.statuses?.[Number(id)] ?? [] };
    }
    if (id) {
      const body = items.find(item => item.id === Number(id));
      return body ? { status: 200, body } : { status: 404, body: {} };
    }
    const size = Number(query.get('per_page') ?? 30);
    const from = (Number(query.get('page') ?? 1) - 1) * size;
    const page = items.slice(from, from + size);
    return {
      status: 200,
      body: list === 'deployments' ? page : { workflow_runs: page },
    };
  }
}

function send(
  response: ServerResponse,
  answer: Exclude<FakeFault, 'hang'>,
  known: string | null,
): number {
  const text = answer.text ?? JSON.stringify(answer.body ?? {});
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const etag = `W/"${digest}"`;
  const isSame = answer.status === 200 && known === etag;
  const status = isSame ? 304 : answer.status;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(answer.status === 200 && { etag }),
    ...answer.headers,
  });
  response.end(isSame ? undefined : text);
  return status;
}
