import { randomBytes, randomUUID } from 'node:crypto';

const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})$/;
const REQUEST_ID = /^[\w-]{8,64}$/;

/** Which trace a request belongs to, after W3C Trace Context level 1. */
export interface TraceContext {
  traceId: string;
  /** The header for calls to other services. */
  traceparent: string;
}

/** Goes on with the caller's trace, or starts one where the header is absent or malformed. */
export function continueTrace(header: string | undefined): TraceContext {
  const [, traceId = randomBytes(16).toString('hex'), , flags = '00'] =
    TRACEPARENT.exec(header ?? '') ?? [];
  const spanId = randomBytes(8).toString('hex');
  return { traceId, traceparent: `00-${traceId}-${spanId}-${flags}` };
}

/** Takes the caller's request id where it is harmless in a log, else makes one. */
export function requestIdFrom(header: string | undefined): string {
  return header !== undefined && REQUEST_ID.test(header)
    ? header
    : randomUUID();
}
