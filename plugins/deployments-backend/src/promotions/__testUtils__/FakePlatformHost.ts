import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** The newest commit of the fake's main branch. */
export const HEAD = 'abcdef0123456789abcdef0123456789abcdef01';

interface Answer {
  status: number;
  body: unknown;
}

interface Pull {
  number: number;
  html_url: string;
  state: string;
  head: string;
  title: string;
  body: string;
}

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };

/** A Git host with the repository acme/platform, as far as a promotion asks it. */
export class FakePlatformHost {
  readonly pulls: Pull[] = [];
  /** Content by branch, then by path; a new branch has that of main. */
  readonly branches = new Map<string, Map<string, string>>();
  readonly asked: string[] = [];
  /** Answered in place of what there is, once, to requests whose line matches. */
  fault: { line: RegExp; status: number } | undefined;
  readonly #server: Server;

  static async start(files: Record<string, string>): Promise<FakePlatformHost> {
    const fake = new FakePlatformHost(files);
    fake.#server.listen(0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  private constructor(files: Record<string, string>) {
    this.branches.set('main', new Map(Object.entries(files)));
    this.#server = createServer(async (request, response) => {
      const { status, body } = await this.#answer(request);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '', 'http://fake');
    const path = decodeURIComponent(
      url.pathname.replace('/repos/acme/platform/', ''),
    );
    const line = `${request.method} ${path}`;
    this.asked.push(line);
    if (this.fault?.line.test(line)) {
      const { status } = this.fault;
      this.fault = undefined;
      return { status, body: { message: 'no' } };
    }
    const body =
      request.method === 'GET'
        ? {}
        : ((await json(request)) as Record<string, string>);
    const file = path.replace('contents/', '');
    switch (line.split('/')[0]) {
      case 'GET git':
        return { status: 200, body: { object: { sha: HEAD } } };
      case 'GET contents':
        return this.#read(url.searchParams.get('ref') ?? '', file);
      case 'POST git':
        return this.#branch(body.ref.replace('refs/heads/', ''));
      case 'PUT contents':
        return this.#write(file, body);
      case 'GET pulls': {
        const head = url.searchParams.get('head')?.replace('acme:', '');
        const found = this.pulls.filter(pull => pull.head === head);
        return { status: 200, body: found.reverse() };
      }
      case 'POST pulls':
        return this.#open(body);
      default:
        return NOT_FOUND;
    }
  }

  #read(ref: string, path: string): Answer {
    const branch = ref === HEAD ? 'main' : ref;
    const text = this.branches.get(branch)?.get(path);
    if (text === undefined) return NOT_FOUND;
    const content = Buffer.from(text).toString('base64');
    return { status: 200, body: { type: 'file', sha: text, content } };
  }

  #branch(name: string): Answer {
    if (this.branches.has(name)) return { status: 422, body: {} };
    this.branches.set(name, new Map(this.branches.get('main')));
    return { status: 201, body: {} };
  }

  #write(path: string, body: Record<string, string>): Answer {
    const branch = this.branches.get(body.branch)!;
    if (branch.get(path) !== body.sha) return { status: 409, body: {} };
    branch.set(path, Buffer.from(body.content, 'base64').toString('utf8'));
    return { status: 200, body: {} };
  }

  #open({ head, title, body }: Record<string, string>): Answer {
    if (this.pulls.some(pull => pull.head === head && pull.state === 'open')) {
      return { status: 422, body: {} };
    }
    const number = this.pulls.length + 1;
    const pull = {
      number,
      html_url: `https://git.example.com/acme/platform/pull/${number}`,
      state: 'open',
      head,
      title,
      body,
    };
    this.pulls.push(pull);
    return { status: 201, body: pull };
  }
}
