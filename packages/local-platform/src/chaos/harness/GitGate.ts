import { once } from 'node:events';
import {
  createServer,
  request as send,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { readBody } from './readBody';

/** A request of a portal to the Git host. */
export interface GitCall {
  method: string;
  /** Without `/api/v3`, with the query, its escapes read. */
  path: string;
  body: string;
}

/** A request that was answered, or not. */
export type LoggedCall = GitCall & { at: number; status: number | null };

/** Where a call is held: before the Git host hears of it, or after it has done it. */
export type HoldPoint = 'before' | 'after';

/** Says where a call is to be held, if it is one that is to be held. */
export type Holder = (call: GitCall) => Promise<HoldPoint | undefined>;

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/**
 * Stands between the portals and the Git host: counts what goes through, holds
 * single calls for as long as a case wants, and closes like a host that is down.
 */
export class GitGate {
  readonly calls: LoggedCall[] = [];
  readonly #upstream: number;
  #server: Server | undefined;
  #holder: Holder | undefined;
  readonly #held = new Set<() => void>();

  /** `upstream` is the port of the Git host. */
  constructor(upstream: number) {
    this.#upstream = upstream;
  }

  /** Lets calls through. */
  async open(port: number): Promise<void> {
    const server = createServer((request, response) => {
      this.#pass(request, response).catch(() => response.destroy());
    });
    server.listen({ host: '127.0.0.1', port });
    await once(server, 'listening');
    this.#server = server;
  }

  /** Refuses connections, as when nothing listens there; open ones break. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    }
  }

  /** Asks about each call from now on whether it is to be held. */
  holdWhere(holder: Holder): void {
    this.#holder = holder;
  }

  /** Holds nothing any more; what is held goes on. */
  release(): void {
    this.#holder = undefined;
    this.#held.forEach(go => go());
    this.#held.clear();
  }

  /** The calls since a time that match. */
  since(
    at: number,
    matches: (call: LoggedCall) => boolean = () => true,
  ): LoggedCall[] {
    return this.calls.filter(call => call.at >= at && matches(call));
  }

  async #pass(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readBody(request);
    const url = request.url ?? '/';
    const call: LoggedCall = {
      method: request.method ?? 'GET',
      path: readable(url.replace(/^\/api\/v3(?=\/)/, '')),
      body: body.toString('utf8'),
      at: Date.now(),
      status: null,
    };
    this.calls.push(call);
    const point = await this.#holder?.(call);
    // Who held on and was killed meanwhile did never send it.
    if (point === 'before' && !(await this.#hold(response))) {
      return;
    }
    const answer = await this.#forward(request, url, body);
    call.status = answer.status;
    if (point === 'after' && !(await this.#hold(response))) {
      return;
    }
    const {
      connection: _,
      'transfer-encoding': __,
      ...headers
    } = answer.headers;
    response.writeHead(answer.status, headers);
    response.end(answer.body);
  }

  /** Waits for the release; false where the portal is gone by then. */
  async #hold(response: ServerResponse): Promise<boolean> {
    await new Promise<void>(resolve => {
      this.#held.add(resolve);
      response.once('close', resolve);
    });
    return !response.destroyed;
  }

  #forward(
    request: IncomingMessage,
    path: string,
    body: Buffer,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { 'transfer-encoding': _, ...headers } = request.headers;
      const onward = send(
        {
          host: '127.0.0.1',
          port: this.#upstream,
          path,
          method: request.method,
          headers: {
            ...headers,
            host: `localhost:${this.#upstream}`,
            connection: 'close',
            ...(body.length > 0 && { 'content-length': body.length }),
          },
        },
        answer => {
          readBody(answer).then(
            content =>
              resolve({
                status: answer.statusCode ?? 502,
                headers: answer.headers,
                body: content,
              }),
            reject,
          );
        },
      );
      onward.once('error', reject);
      onward.end(body);
    });
  }
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
