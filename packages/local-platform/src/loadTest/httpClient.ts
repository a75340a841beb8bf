import * as http from 'node:http';
import * as https from 'node:https';
import type { HttpAnswer, HttpRequest } from './messages';
import { RequestClock } from './RequestClock';

const MOST_BODY_BYTES = 10 * 1024 * 1024;
const GENERIC_ERROR = 1000;
const TIMEOUT_ERROR = 1050;
/** What k6 calls what Node says of connections that fail. */
const ERRORS: Record<string, [number, string]> = {
  ETIMEDOUT: [1211, 'dial: i/o timeout'],
  ECONNREFUSED: [1212, 'dial: connection refused'],
  ENOTFOUND: [1101, 'lookup: no such host'],
  ECONNRESET: [1220, 'read: connection reset by peer'],
};
/** What a server may be asked again where it closed a kept connection under a request, as Go's client does. */
const REPEATABLE = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/** The connections of one virtual user, and requests over them. */
export class HttpClient {
  readonly #agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };

  /** Makes one request; one that fails is an answer with the status 0. */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    const first = await this.#once(request);
    return first.stale && isRepeatable(request)
      ? (await this.#once(request)).answer
      : first.answer;
  }

  /** Closes its connections. */
  close(): void {
    this.#agents['http:'].destroy();
    this.#agents['https:'].destroy();
  }

  async #once(
    request: HttpRequest,
  ): Promise<{ answer: HttpAnswer; stale: boolean }> {
    const clock = new RequestClock();
    let outgoing: http.ClientRequest | undefined;
    try {
      outgoing = this.#open(request);
      clock.watch(outgoing);
      return { answer: await exchange(outgoing, request, clock), stale: false };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const stale =
        code === 'ECONNRESET' &&
        outgoing?.reusedSocket === true &&
        !clock.answered;
      return { answer: failure(error as NodeJS.ErrnoException, clock), stale };
    }
  }

  #open({ method, url, headers }: HttpRequest): http.ClientRequest {
    const { protocol } = new URL(url);
    const options = {
      method,
      headers: { 'User-Agent': 'portico-load-test', ...headers },
    };
    if (protocol === 'https:') {
      const agent = this.#agents['https:'];
      return https.request(url, { ...options, agent });
    }
    return http.request(url, { ...options, agent: this.#agents['http:'] });
  }
}

function isRepeatable({ method, headers }: HttpRequest): boolean {
  return (
    REPEATABLE.includes(method) ||
    Object.keys(headers).some(name => name.toLowerCase() === 'idempotency-key')
  );
}

function exchange(
  outgoing: http.ClientRequest,
  { body, timeoutMs }: HttpRequest,
  clock: RequestClock,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      outgoing.destroy(
        Object.assign(new Error('request timeout'), { code: 'TIMEOUT' }),
      );
    }, timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    outgoing.once('error', fail);
    outgoing.once('response', response => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST_BODY_BYTES) {
          outgoing.destroy(new Error(`a body above ${MOST_BODY_BYTES} bytes`));
        }
        chunks.push(chunk);
      });
      response.once('error', fail);
      response.once('end', () => {
        clearTimeout(timer);
        clock.end();
        const { statusCode = 0, statusMessage = '' } = response;
        resolve({
          status: statusCode,
          statusText: `${statusCode} ${statusMessage}`.trim(),
          headers: headersOf(response),
          body: Buffer.concat(chunks).toString('utf8'),
          error: '',
          errorCode: statusCode >= 400 ? 1000 + statusCode : 0,
          ...clock.measured(),
        });
      });
    });
    outgoing.end(body ?? undefined);
  });
}

function failure(
  error: NodeJS.ErrnoException,
  clock: RequestClock,
): HttpAnswer {
  const [errorCode, text] =
    error.code === 'TIMEOUT'
      ? [TIMEOUT_ERROR, error.message]
      : ERRORS[error.code ?? ''] ?? [GENERIC_ERROR, error.message];
  clock.end();
  return {
    status: 0,
    statusText: '',
    headers: {},
    body: null,
    error: text,
    errorCode,
    ...clock.measured(),
  };
}

/** Header names as Go writes them, which is what scripts for k6 ask for. */
function headersOf(response: http.IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(response.headersDistinct).map(([name, values]) => [
      name.replace(/(^|-)[a-z]/g, letter => letter.toUpperCase()),
      (values ?? []).join(', '),
    ]),
  );
}
