import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request that many people make. */
export interface CrowdRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** An answer, or why there was none: `status` is 0 then. */
export interface CrowdAnswer {
  status: number;
  /** The code of a problem. */
  code?: string;
  /** Since it was due. */
  ms: number;
  /** How much later than due it was sent: the crowd's own fault. */
  lateMs: number;
}

const ANSWER_MS = 20_000;
const TICK_MS = 5;

/** Many people who ask one service, each for something else, at as little cost to the machine as may be. */
export class Crowd {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #url: string;
  readonly #requests: readonly CrowdRequest[];
  #turn = 0;

  private constructor(url: string, requests: readonly CrowdRequest[]) {
    this.#url = url;
    this.#requests = requests;
  }

  static of(url: string, requests: readonly CrowdRequest[]): Crowd {
    return new Crowd(url, requests);
  }

  /** Some of them ask one thing after the other, each after the last answer. */
  async patient(people: number, forMs: number): Promise<CrowdAnswer[]> {
    const answers: CrowdAnswer[] = [];
    const end = performance.now() + forMs;
    await Promise.all(
      Array.from({ length: people }, async () => {
        while (performance.now() < end) {
          answers.push(await this.#ask(performance.now()));
        }
      }),
    );
    return answers;
  }

  /** They ask at a rate, whether or not they are answered: what is sent late was due all the same. */
  async impatient(perSecond: number, forMs: number): Promise<CrowdAnswer[]> {
    const asked: Array<Promise<CrowdAnswer>> = [];
    const from = performance.now();
    const count = Math.floor((perSecond * forMs) / 1_000);
    while (asked.length < count) {
      const due = from + (asked.length * 1_000) / perSecond;
      if (due > performance.now()) await sleep(TICK_MS);
      else asked.push(this.#ask(due));
    }
    return Promise.all(asked);
  }

  leave(): void {
    this.#agent.destroy();
  }

  async #ask(due: number): Promise<CrowdAnswer> {
    this.#turn = (this.#turn + 1) % this.#requests.length;
    const { method, path, headers, body } = this.#requests[this.#turn];
    const lateMs = performance.now() - due;
    return new Promise(resolve => {
      const end = (status: number, text = '') =>
        resolve({
          status,
          lateMs,
          ms: performance.now() - due,
          code: /"code":"(\w+)"/.exec(text)?.[1],
        });
      const asked = request(this.#url + path, {
        method,
        headers: {
          ...headers,
          ...(body && {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body),
          }),
        },
        agent: this.#agent,
        timeout: ANSWER_MS,
      });
      asked.once('response', response => {
        let text = '';
        response.setEncoding('latin1');
        response.on('data', (data: string) => (text += data));
        response.once('end', () => end(response.statusCode ?? 0, text));
        response.once('error', () => end(0));
      });
      asked.once('timeout', () => asked.destroy(new Error('No answer')));
      asked.once('error', () => end(0));
      asked.end(body);
    });
  }
}
