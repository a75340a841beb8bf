import type {
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from 'node:http';
import { OverloadedError } from '../errors/ServiceError';
import { problemOf } from '../errors/problem';
import { cors } from '../http/cors';
import { RouteTable, type Entry } from '../http/RouteTable';
import { setSecurityHeaders } from '../http/securityHeaders';
import type { Log } from '../log/createLog';
import { requestIdFrom } from '../log/traceContext';
import { UNMATCHED, type Metrics, type ShedReason } from '../metrics/Metrics';
import type { EventLoopWatch } from './EventLoopWatch';
import type { OverloadConfig } from './overloadSettings';

/** What makes a shedder. */
export interface LoadShedderOptions {
  config: OverloadConfig & { CORS_ORIGINS: readonly string[] };
  /** What the service answers, to count refusals by the template of the route. */
  routes: readonly Entry[];
  watch: Pick<EventLoopWatch, 'delayMs'>;
  metrics: Metrics;
  log: Log;
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number;
}

// Whoever runs the service must hear from it, most of all when it has too much to do.
const EXEMPT = /^\/health\/(?:liveness|readiness)(?:$|\?)/;
const LOG_EVERY_MS = 5_000;
// Not the same for all, so that those who were refused do not come back together;
// made once, as the stack of an error costs some 14 µs each time.
const REFUSALS = [1, 2, 3].map(seconds => new OverloadedError(seconds));

/**
 * Refuses requests while there are more than can be answered in good time. It
 * stands before everything else: a refusal must cost a small part of an answer,
 * or the refusals themselves are what is too much.
 */
export class LoadShedder {
  readonly #options: LoadShedderOptions;
  readonly #routes: RouteTable<Entry>;
  readonly #answersPreflight: ReturnType<typeof cors>;
  readonly #now: () => number;
  #inFlight = 0;
  #unlogged = 0;
  #nextLog = -Infinity;

  private constructor(options: LoadShedderOptions) {
    const { config, routes, metrics } = options;
    this.#options = options;
    this.#routes = RouteTable.create(routes);
    this.#answersPreflight = cors(config.CORS_ORIGINS);
    this.#now = options.now ?? (() => performance.now());
    metrics.watchInFlight(() => this.#inFlight);
  }

  static create(options: LoadShedderOptions): LoadShedder {
    return new LoadShedder(options);
  }

  /** How many requests are under way. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** The same listener, for as many requests as the service can bear. */
  protect(listener: RequestListener): RequestListener {
    return (request, response) => {
      if (EXEMPT.test(request.url ?? '')) {
        listener(request, response);
        return;
      }
      const reason = this.#tooMuch();
      if (reason) {
        this.#refuse(request, response, reason);
        return;
      }
      this.#inFlight += 1;
      // Also where the caller goes away: what was asked is no longer worth a place.
      response.once('close', () => {
        this.#inFlight -= 1;
      });
      listener(request, response);
    };
  }

  #tooMuch(): ShedReason | undefined {
    const { config, watch } = this.#options;
    if (this.#inFlight >= config.IN_FLIGHT_LIMIT) return 'in-flight';
    if (watch.delayMs > config.EVENT_LOOP_LIMIT_MS) return 'event-loop';
    return undefined;
  }

  #refuse(
    request: IncomingMessage,
    response: ServerResponse,
    reason: ShedReason,
  ): void {
    const requestId = requestIdFrom(request.headers['x-request-id']);
    response.setHeader('X-Request-Id', requestId);
    setSecurityHeaders(response);
    if (this.#answersPreflight(request, response)) return;
    const error = REFUSALS[Math.floor(Math.random() * REFUSALS.length)];
    const text = JSON.stringify(problemOf(error, requestId));
    response
      .writeHead(error.status, {
        ...error.headers,
        'Content-Type': 'application/problem+json; charset=utf-8',
        'Content-Length': Buffer.byteLength(text),
      })
      .end(text);
    this.#count(request, error.status, reason);
  }

  /** An objective must see refusals as what they are for the caller: failures of the route. */
  #count(request: IncomingMessage, statusCode: number, reason: ShedReason) {
    const { metrics, log } = this.#options;
    const { method = '', url = '' } = request;
    const [path] = url.split('?', 1);
    const route = this.#routes.find(method, path)?.entry.path ?? UNMATCHED;
    metrics.countRequest({ method, route, statusCode, seconds: 0 });
    metrics.countShed(reason);
    this.#unlogged += 1;
    const now = this.#now();
    // A line for each would cost as much as an answer.
    if (now < this.#nextLog) return;
    this.#nextLog = now + LOG_EVERY_MS;
    log.warn(
      { refused: this.#unlogged, reason, inFlight: this.#inFlight },
      'Overloaded: requests are refused',
    );
    this.#unlogged = 0;
  }
}
