import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { readBody } from './readBody';

/** A webhook, as the Git host sent it. */
export interface Hook {
  event: string;
  headers: Record<string, string>;
  body: string;
}

/** What becomes of webhooks: they arrive, arrive twice, get lost, or wait. */
export type HookMode = 'pass' | 'double' | 'lose' | 'keep';

const KEPT_HEADERS = /^(content-type|user-agent|x-github-|x-hub-signature)/;

/** Stands between the Git host and the portals, and does to webhooks what networks do. */
export class HookRelay {
  mode: HookMode = 'pass';
  /** The portal that webhooks go to. */
  target: string;
  /** Everything the Git host sent. */
  readonly seen: Hook[] = [];
  #kept: Hook[] = [];
  #server: Server | undefined;

  constructor(target: string) {
    this.target = target;
  }

  async open(port: number): Promise<void> {
    const server = createServer((request, response) => {
      this.#take(request, response).catch(() => {
        response.writeHead(502).end();
      });
    });
    server.listen({ host: '127.0.0.1', port });
    await once(server, 'listening');
    this.#server = server;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise(resolve =>
      this.#server ? this.#server.close(resolve) : resolve(undefined),
    );
  }

  /** The webhooks that wait, which are forgotten here. */
  takeKept(): Hook[] {
    const kept = this.#kept;
    this.#kept = [];
    return kept;
  }

  /** Sends a webhook to the portal, changed where a case wants it; the status of the answer. */
  async deliver(hook: Hook, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.target}/api/events/http/github`, {
      method: 'POST',
      headers: { ...hook.headers, ...headers },
      body: hook.body,
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    return response.status;
  }

  async #take(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = (await readBody(request)).toString('utf8');
    const headers = keptHeaders(request.headers);
    const hook = { event: headers['x-github-event'] ?? '', headers, body };
    this.seen.push(hook);
    if (this.mode === 'keep') {
      this.#kept.push(hook);
    }
    let status = 202;
    if (this.mode === 'pass' || this.mode === 'double') {
      status = await this.deliver(hook);
    }
    if (this.mode === 'double') {
      status = await this.deliver(hook);
    }
    response.writeHead(status).end();
  }
}

function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      KEPT_HEADERS.test(name) && typeof value === 'string'
        ? [[name, value]]
        : [],
    ),
  );
}
