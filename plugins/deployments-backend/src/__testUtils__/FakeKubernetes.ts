import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An object of the API. */
export interface FakeObject {
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    [key: string]: unknown;
  };
  // Tests change what they like.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- objects of any kind
  [key: string]: any;
}

/** What the API answers in place of a list. */
export type FakeAnswer =
  | { status: number; body?: unknown; text?: string }
  | 'hang';

/** A cluster: its objects by kind, and what goes wrong in it. */
export interface FakeCluster {
  authProvider?: string;
  title?: string;
  objects?: Record<string, FakeObject[]>;
  /** By `/pods/<name>/log`. */
  logs?: Record<string, string>;
  /** Called for each request; what it gives is answered. */
  fault?: (url: URL) => FakeAnswer | undefined;
}

const FOLDER = join(__dirname, '..', '__fixtures__', 'kubernetes');

/** A recorded answer. */
export function recorded(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

/** A recorded refusal, as what a cluster answers. */
export function refused(status: number, file: string): () => FakeAnswer {
  return () => ({ status, body: JSON.parse(recorded(file)) });
}

/** The recorded lists of one component, by kind; its events are with it. */
export function sample(name: string): Record<string, FakeObject[]> {
  const { eventsByObject, ...lists } = JSON.parse(recorded(`${name}.json`));
  const kinds = Object.entries<{ items?: FakeObject[] }>(lists).flatMap(
    ([kind, list]) => (list?.items ? [[kind, list.items] as const] : []),
  );
  const events = Object.values<{ items: FakeObject[] }>(eventsByObject ?? {});
  return {
    ...Object.fromEntries(kinds),
    events: events.flatMap(({ items }) => items),
  };
}

/** The objects of several components in one cluster. */
export function together(
  ...samples: Array<Record<string, FakeObject[]>>
): Record<string, FakeObject[]> {
  const all: Record<string, FakeObject[]> = {};
  for (const [kind, objects] of samples.flatMap(one => Object.entries(one))) {
    all[kind] = [...(all[kind] ?? []), ...objects];
  }
  return all;
}

/** The plugin `kubernetes` over HTTP, with the clusters that a test gives it. */
export class FakeKubernetes {
  readonly clusters = new Map<string, FakeCluster>();
  /** Such as `east /api/v1/pods?limit=500`. */
  readonly asked: string[] = [];
  readonly tokens = new Set<string | undefined>();
  /** Requests that hang, and whose asker still waits. */
  hanging = 0;
  /** What `/clusters` answers in place of the list. */
  clustersFault: FakeAnswer | undefined;
  readonly #server: Server;

  static async start(): Promise<FakeKubernetes> {
    const fake = new FakeKubernetes();
    await new Promise<void>(resolve => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      this.tokens.add(request.headers.authorization);
      this.hanging += 1;
      response.once('close', () => {
        this.hanging -= 1;
      });
      if (url.pathname === '/clusters') {
        this.#answerClusters(response);
        return;
      }
      const name = `${request.headers['backstage-kubernetes-cluster']}`;
      url.pathname = url.pathname.replace(/^\/proxy/, '');
      this.asked.push(
        `${name} ${url.pathname}${decodeURIComponent(url.search)}`,
      );
      this.#answer(this.clusters.get(name) ?? {}, url, response);
    });
  }

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** The requests to one cluster since the last call. */
  take(cluster: string): string[] {
    const own = this.asked.filter(one => one.startsWith(`${cluster} `));
    this.asked.splice(0);
    return own.map(one => one.slice(cluster.length + 1)).sort();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #answerClusters(response: ServerResponse): void {
    if (this.clustersFault) {
      send(response, this.clustersFault);
      return;
    }
    const items = [...this.clusters].map(([name, cluster]) => ({
      name,
      title: cluster.title,
      authProvider: cluster.authProvider ?? 'serviceAccount',
    }));
    send(response, { status: 200, body: { items } });
  }

  #answer(cluster: FakeCluster, url: URL, response: ServerResponse): void {
    const fault = cluster.fault?.(url);
    if (fault) {
      send(response, fault);
      return;
    }
    const log = /\/pods\/([^/]+)\/log$/.exec(url.pathname);
    if (log) {
      const text = cluster.logs?.[log[1]];
      send(
        response,
        text === undefined
          ? { status: 400, body: { kind: 'Status', message: 'no log' } }
          : { status: 200, text },
      );
      return;
    }
    send(response, { status: 200, body: listOf(cluster, url) });
  }
}

/** A list as the API gives it: selected by labels, in pages. */
function listOf({ objects = {} }: FakeCluster, url: URL) {
  const [, namespace, kind] =
    /^\/apis?\/(?:[^/]+\/)?v\d\/(?:namespaces\/([^/]+)\/)?([^/]+)$/.exec(
      url.pathname,
    ) ?? [];
  const label = url.searchParams.get('labelSelector');
  const field = /^type=(.+)$/.exec(url.searchParams.get('fieldSelector') ?? '');
  const matching = (objects[kind] ?? []).filter(
    object =>
      (!namespace || object.metadata.namespace === namespace) &&
      (!label || label in (object.metadata.labels ?? {})) &&
      (!field || object.type === field[1]),
  );
  const from = Number(url.searchParams.get('continue') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? Infinity);
  const rest = matching.length > from + limit;
  return {
    metadata: rest ? { continue: `${from + limit}` } : {},
    // An empty list of Go may be null.
    items: matching.length > 0 ? matching.slice(from, from + limit) : null,
  };
}

function send(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'hang') {
    return;
  }
  const { status, body, text } = answer;
  response.writeHead(status, {
    'content-type': text === undefined ? 'application/json' : 'text/plain',
  });
  response.end(text ?? JSON.stringify(body));
}
