import type { Queryable } from '../database/Database';
import type { ShopEvent } from './ShopEvent';

/**
 * What writes events into the outbox, in their order: a statement, or a part of
 * one that also does what they tell. `events` is the parameter with their JSON,
 * and `when` what must hold for it.
 */
export function outboxInsert(events: string, when = 'true'): string {
  return `INSERT INTO outbox (event_id, event)
    SELECT (event->>'id')::uuid, event
    FROM jsonb_array_elements(${events}::jsonb) WITH ORDINALITY AS told (event, place)
    WHERE ${when} ORDER BY place`;
}

/** The parameter of `outboxInsert`. */
export function outboxValue(events: readonly ShopEvent[]): string {
  return JSON.stringify(events);
}

/** Writes an event in the transaction of what it tells, so that both are or neither is. */
export async function appendToOutbox(
  tx: Queryable,
  event: ShopEvent,
): Promise<void> {
  await tx.query({
    name: 'outbox-append',
    text: outboxInsert('$1'),
    values: [outboxValue([event])],
  });
}
