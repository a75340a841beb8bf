import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import {
  shopEvents,
  type ShopEventData,
  type ShopEventType,
} from './eventTypes';

const TRACEPARENT = /^00-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** What is around every event: CloudEvents 1.0 in JSON, with its tracing extension. */
const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().min(1).max(100),
  type: z.string().min(1).max(100),
  /** What it is about, like the order's id. */
  subject: z.string().min(1).max(200),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  // Where it is none, the event begins a trace rather than being poison.
  traceparent: z.string().regex(TRACEPARENT).optional().catch(undefined),
  data: z.unknown(),
});

/** An event as it is stored and sent. */
export interface ShopEvent<T extends ShopEventType = ShopEventType>
  extends z.output<typeof envelopeSchema> {
  type: T;
  data: ShopEventData<T>;
}

/** A message that no handler will ever understand. */
export class PoisonError extends Error {
  override name = 'PoisonError';
}

/** Makes an event; throws where `data` is not what the type says. */
export function createEvent<T extends ShopEventType>(event: {
  type: T;
  source: string;
  subject: string;
  data: ShopEventData<T>;
  traceparent?: string;
  now?: Date;
}): ShopEvent<T> {
  const { type, source, subject, traceparent, now = new Date() } = event;
  return {
    specversion: '1.0',
    id: randomUUID(),
    source,
    type,
    subject,
    time: now.toISOString(),
    datacontenttype: 'application/json',
    ...(traceparent && { traceparent }),
    data: shopEvents[type].parse(event.data) as ShopEventData<T>,
  };
}

/** Reads a message; `undefined` is an event of another kind, and a PoisonError one that cannot be read. */
export function parseEvent(
  text: string,
  known: ReadonlySet<string>,
): ShopEvent | undefined {
  const envelope = envelopeSchema.safeParse(toJson(text));
  if (!envelope.success) throw new PoisonError('It is no event of the shop');
  const { type } = envelope.data;
  if (!known.has(type)) {
    if (isNewVersion(type, known)) {
      throw new PoisonError(`Nobody here understands ${type} yet`);
    }
    return undefined;
  }
  const data = shopEvents[type as ShopEventType].safeParse(envelope.data.data);
  // zod's own message would repeat what a customer wrote.
  if (!data.success) throw new PoisonError(`The data of ${type} is wrong`);
  return { ...envelope.data, data: data.data } as ShopEvent;
}

/** A version that is not known must not be lost silently: it goes where people look. */
function isNewVersion(type: string, known: ReadonlySet<string>): boolean {
  const name = type.replace(/\.v\d+$/, '');
  return [...known].some(other => other.replace(/\.v\d+$/, '') === name);
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PoisonError('It is no JSON');
  }
}
