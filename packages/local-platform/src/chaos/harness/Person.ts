import type { PortalClient } from '../../portal/PortalClient';

/** An answer of the portal. */
export interface Answer {
  status: number;
  /** The JSON of the body; its text where it is none. */
  body: unknown;
  headers: Headers;
  ms: number;
}

/** What a request may have besides its path. */
export interface Ask {
  method?: string;
  body?: unknown;
  token?: string;
  timeoutMs?: number;
}

/** A place that people reach. */
export interface Place {
  url: string;
  client: PortalClient;
}

const TIMEOUT_MS = 30_000;

/** One of the sample people, at whichever portal a case names. */
export class Person {
  readonly name: string;
  #token: string | undefined;

  constructor(name: string) {
    this.name = name;
  }

  get ref(): string {
    return `user:default/${this.name}`;
  }

  /** The token of a sign-in; the first call signs in. */
  async token(place: Place): Promise<string> {
    this.#token ??= await place.client.personaToken(this.name);
    return this.#token;
  }

  /** Forgets the token, as a closed browser does. */
  signOut(): void {
    this.#token = undefined;
  }

  /** Asks the portal; `path` begins below `/api`. */
  async ask(place: Place, path: string, ask: Ask = {}): Promise<Answer> {
    const token = ask.token ?? (await this.token(place));
    const began = performance.now();
    const response = await fetch(`${place.url}/api${path}`, {
      method: ask.method ?? (ask.body === undefined ? 'GET' : 'POST'),
      headers: {
        authorization: `Bearer ${token}`,
        ...(ask.body !== undefined && { 'content-type': 'application/json' }),
      },
      body: ask.body === undefined ? undefined : JSON.stringify(ask.body),
      signal: AbortSignal.timeout(ask.timeoutMs ?? TIMEOUT_MS),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: readJson(text),
      headers: response.headers,
      ms: performance.now() - began,
    };
  }

  /** Asks, and throws unless the answer is a success. */
  async get(place: Place, path: string, ask: Ask = {}): Promise<unknown> {
    const answer = await this.ask(place, path, ask);
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(
        `${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(
          0,
          300,
        )}`,
      );
    }
    return answer.body;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
