import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';
import CircuitBreaker from 'opossum';
import type { z } from 'zod/v4';
import {
  NotFoundError,
  OverloadedError,
  UnavailableError,
} from '../errors/ServiceError';
import type { RequestContext } from '../http/RequestContext';
import type { Log } from '../log/createLog';
import { getText, keepConnections, type TextAnswer } from './getText';

const TIMEOUT_MS = 800;
const CAPACITY = 20;
const RESET_MS = 5_000;
const MOST_BYTES = 1_000_000;
const RETRY_MS = 50;
const CONNECTION_FAULTS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** What makes a client. */
export interface ServiceClientOptions {
  /** Who is asked, like `product-service`. */
  name: string;
  baseUrl: string;
  log: Log;
  /** For the whole call with its retry; 800 where nothing is said. */
  timeoutMs?: number;
  /** Calls at the same time, at most; 20 where nothing is said. */
  capacity?: number;
  /** How long a service that fails is left alone; 5000 where nothing is said. */
  resetMs?: number;
}

/** The request on whose behalf another service is asked. */
export type CallContext = Pick<RequestContext, 'traceparent' | 'requestId'>;

/** Asks another service, each time with an end; leaves it alone for a while where half of the calls fail. */
export class ServiceClient {
  readonly #options: ServiceClientOptions;
  readonly #agent: Agent;
  readonly #breaker: CircuitBreaker<[string, CallContext?], TextAnswer>;

  private constructor(options: ServiceClientOptions) {
    const { name, log, baseUrl } = options;
    this.#options = options;
    this.#agent = keepConnections(baseUrl);
    this.#breaker = new CircuitBreaker(
      (path: string, context?: CallContext) => this.#ask(path, context),
      {
        name,
        // The call has its own end, which also closes the connection.
        timeout: false,
        errorThresholdPercentage: 50,
        volumeThreshold: 10,
        resetTimeout: options.resetMs ?? RESET_MS,
        capacity: options.capacity ?? CAPACITY,
        // What was not asked says nothing of whether the other service answers.
        errorFilter: hadNoPlace,
      },
    );
    this.#breaker.on('open', () => log.warn({ to: name }, 'Calls are paused'));
    this.#breaker.on('close', () => log.info({ to: name }, 'Calls go on'));
  }

  static create(options: ServiceClientOptions): ServiceClient {
    return new ServiceClient(options);
  }

  /** Reads something; throws a NotFoundError where there is no such thing, an OverloadedError where too many calls are under way, and an UnavailableError where nobody can tell. */
  async get<T>(
    path: `/${string}`,
    schema: z.ZodType<T>,
    context?: CallContext,
  ): Promise<T> {
    try {
      const { status, text } = await this.#breaker.fire(path, context);
      if (status === 404) throw new NotFoundError('There is no such thing.');
      if (status !== 200) throw new Error(`It answers ${status}`);
      return schema.parse(JSON.parse(text));
    } catch (error) {
      if (error instanceof NotFoundError) throw error;
      if (hadNoPlace(error)) throw new OverloadedError();
      const { name, log } = this.#options;
      log.warn({ to: name, err: error }, 'A call failed');
      const words = `The ${name} does not answer. Try again soon.`;
      throw new UnavailableError(words, { cause: error });
    }
  }

  /** Ends what counts the calls, and the connections; nothing is asked any more. */
  close(): void {
    this.#breaker.shutdown();
    this.#agent.destroy();
  }

  async #ask(path: string, context?: CallContext): Promise<TextAnswer> {
    const { timeoutMs = TIMEOUT_MS } = this.#options;
    const until = performance.now() + timeoutMs;
    try {
      return await this.#askOnce(path, context, timeoutMs);
    } catch (error) {
      const pauseMs = Math.random() * RETRY_MS;
      const leftMs = until - performance.now() - pauseMs;
      if (leftMs <= 0 || !isConnectionFault(error)) throw error;
      await sleep(pauseMs);
      return this.#askOnce(path, context, leftMs);
    }
  }

  async #askOnce(
    path: string,
    context: CallContext | undefined,
    timeoutMs: number,
  ): Promise<TextAnswer> {
    const answer = await getText(`${this.#options.baseUrl}${path}`, {
      ...{ agent: this.#agent, timeoutMs, mostBytes: MOST_BYTES },
      headers: headersOf(context),
    });
    if (answer.status >= 500) throw new Error(`It answers ${answer.status}`);
    return answer;
  }
}

function headersOf(context: CallContext | undefined): Record<string, string> {
  return {
    accept: 'application/json',
    ...(context && { 'x-request-id': context.requestId }),
    // Where calls are traced, the instrumentation adds a span's own.
    ...(context &&
      !trace.getActiveSpan() && { traceparent: context.traceparent }),
  };
}

/** Whether a call was refused here, because as many as there may be are under way. */
function hadNoPlace(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ESEMLOCKED';
}

/** Whether the connection failed, which often lasts only until the next one. */
function isConnectionFault(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && CONNECTION_FAULTS.has(String(error.code))) return true;
  return 'cause' in error && isConnectionFault(error.cause);
}
