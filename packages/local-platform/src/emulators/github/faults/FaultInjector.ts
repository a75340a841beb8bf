import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';

const match = {
  /** GET, POST...; every method when missing. */
  method: z
    .string()
    .regex(/^[A-Za-z]{1,10}$/)
    .transform(text => text.toUpperCase())
    .optional(),
  /** The path without `/api/v3`; `*` stands for any characters. */
  path: z.string().min(1).max(300).default('*'),
};
const times = { times: z.number().int().min(1).max(10_000).default(1) };

/** One fault that the emulator is asked to show. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('secondary-limit'),
    ...match,
    ...times,
    retryAfterSeconds: z.number().int().min(0).max(3600).default(1),
  }),
  z.strictObject({
    kind: z.literal('rate-limit'),
    ...match,
    ...times,
    resetSeconds: z.number().int().min(0).max(3600).default(60),
  }),
  z.strictObject({
    kind: z.literal('status'),
    ...match,
    ...times,
    status: z.union([
      z.literal(401),
      z.literal(403),
      z.literal(404),
      z.literal(429),
      z.literal(500),
      z.literal(502),
      z.literal(503),
    ]),
    retryAfterSeconds: z.number().int().min(0).max(3600).optional(),
  }),
  z.strictObject({
    kind: z.literal('delay'),
    ...match,
    ...times,
    delayMs: z.number().int().min(0).max(120_000),
  }),
  z.strictObject({ kind: z.literal('truncate'), ...match, ...times }),
  z.strictObject({ kind: z.literal('hang-up'), ...match, ...times }),
  z.strictObject({
    kind: z.literal('drop-webhook'),
    ...times,
    event: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('double-webhook'),
    ...times,
    event: z.string().optional(),
  }),
]);

/** A fault as a test writes it. */
export type FaultRequest = z.input<typeof faultSchema>;
/** A fault with its defaults. */
export type Fault = z.output<typeof faultSchema>;
/** A fault that waits for its requests. */
export type PendingFault = Fault & { id: string };

type RequestFault = Extract<Fault, { path: string }>;
type WebhookFault = Exclude<Fault, RequestFault>;

/** The faults that the next requests and webhooks meet. */
export class FaultInjector {
  #pending: PendingFault[] = [];

  /** Adds a fault; throws a ZodError when it isn't one. */
  add(request: FaultRequest): PendingFault {
    const fault = { ...faultSchema.parse(request), id: randomUUID() };
    this.#pending.push(fault);
    return fault;
  }

  list(): PendingFault[] {
    return structuredClone(this.#pending);
  }

  clear(): void {
    this.#pending = [];
  }

  /**
   * The faults that one request meets, each counted once: delays, and the first
   * of another kind.
   */
  takeForRequest(method: string, path: string): RequestFault[] {
    const taken: RequestFault[] = [];
    for (const fault of [...this.#pending]) {
      if (isRequestFault(fault) && matches(fault, method, path)) {
        taken.push(fault);
        this.#count(fault);
        if (fault.kind !== 'delay') {
          break;
        }
      }
    }
    return taken;
  }

  /** The fault that the delivery of a webhook meets. */
  takeForWebhook(event: string): WebhookFault['kind'] | undefined {
    const fault = this.#pending.find(
      pending =>
        !isRequestFault(pending) &&
        (pending.event === undefined || pending.event === event),
    );
    if (!fault || isRequestFault(fault)) {
      return undefined;
    }
    this.#count(fault);
    return fault.kind;
  }

  #count(fault: PendingFault): void {
    fault.times -= 1;
    if (fault.times === 0) {
      this.#pending = this.#pending.filter(pending => pending !== fault);
    }
  }
}

function isRequestFault<T extends Fault>(
  fault: T,
): fault is Extract<T, { path: string }> {
  return 'path' in fault;
}

function matches(fault: RequestFault, method: string, path: string): boolean {
  return (
    (fault.method === undefined || fault.method === method) &&
    matchesPattern(fault.path, path)
  );
}

/** Whether `*` in a pattern can stand for something so that it is the text. */
export function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) {
    return pattern === text;
  }
  const [first, last] = [parts[0], parts[parts.length - 1]];
  if (!text.startsWith(first) || !text.endsWith(last)) {
    return false;
  }
  const end = text.length - last.length;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > end) {
      return false;
    }
    position = found + part.length;
  }
  return position <= end;
}
