import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** One answer of the stub. */
export interface StubAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Answers by hand, such as by never answering. */
  handle?: (req: IncomingMessage, res: ServerResponse) => void;
}

/** One request that the stub has seen. */
export interface StubRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** A server that answers `METHOD /path` with the next of its answers; the last one stays. */
export class HttpStub {
  readonly requests: StubRequest[] = [];
  readonly #answers = new Map<string, StubAnswer[]>();
  readonly #server: Server;

  static async start(): Promise<HttpStub> {
    const stub = new HttpStub();
    await new Promise<void>(resolve => {
      stub.#server.listen(0, '127.0.0.1', resolve);
    });
    return stub;
  }

  private constructor() {
    this.#server = createServer((req, res) => {
      this.#answer(req, res).catch(error => res.destroy(error));
    });
  }

  /** The host and port, as a configuration names them. */
  get host(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  on(route: string, ...answers: StubAnswer[]): this {
    this.#answers.set(route, answers);
    return this;
  }

  /** The requests so far, such as `GET /repos/acme/platform`. */
  get seen(): string[] {
    return this.requests.map(({ method, url }) => `${method} ${url}`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers } = req;
    const body: unknown = text ? JSON.parse(text) : undefined;
    this.requests.push({ method, url, headers, body });
    const key = `${method} ${decodeURIComponent(url)}`;
    const answers = this.#answers.get(key) ?? [
      { status: 404, body: { message: `Not Found: ${key}` } },
    ];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer?.handle) {
      answer.handle(req, res);
      return;
    }
    res.writeHead(answer?.status ?? 200, {
      'content-type': 'application/json',
      ...answer?.headers,
    });
    res.end(
      answer?.body === undefined ? undefined : JSON.stringify(answer.body),
    );
  }
}
