import { randomFillSync, randomUUID } from 'node:crypto';
import { redactText } from './redact';

const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})$/;
const REQUEST_ID = /^[\w-]{8,64}$/;

/** Which trace a request belongs to, after W3C Trace Context level 1. */
export interface TraceContext {
  traceId: string;
  /** The header for calls to other services. */
  traceparent: string;
}

class Trace implements TraceContext {
  readonly traceId: string;
  readonly #flags: string;
  #traceparent: string | undefined;

  constructor(traceId: string, flags: string) {
    this.traceId = traceId;
    this.#flags = flags;
  }

  /** Only a request that asks another service needs a span of its own. */
  get traceparent(): string {
    this.#traceparent ??= `00-${this.traceId}-${randomHex(8)}-${this.#flags}`;
    return this.#traceparent;
  }
}

/** Goes on with the caller's trace, or starts one where the header is absent or malformed. */
export function continueTrace(
  header: string | string[] | undefined,
): TraceContext {
  const known = typeof header === 'string' && TRACEPARENT.exec(header);
  return known ? new Trace(known[1], known[3]) : new Trace(randomHex(16), '00');
}

const stock = Buffer.alloc(4096);
let used = stock.length;

/** Random bytes from a stock: asking the system for a few costs as much as for many. */
function randomHex(bytes: number): string {
  if (used + bytes > stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  used += bytes;
  return stock.toString('hex', used - bytes, used);
}

/** Takes the caller's request id where it is harmless in a log, else makes one. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && isHarmless(header)
    ? header
    : randomUUID();
}

/** A caller may send a card number as its id, and the line of a request is not read again for secrets. */
function isHarmless(id: string): boolean {
  return REQUEST_ID.test(id) && redactText(id) === id;
}
