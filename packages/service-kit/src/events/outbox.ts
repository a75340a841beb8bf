import type { Queryable } from '../database/Database';
import type { ShopEvent } from './ShopEvent';

/** Writes an event in the transaction of what it tells, so that both are or neither is. */
export async function appendToOutbox(
  tx: Queryable,
  event: ShopEvent,
): Promise<void> {
  await tx.query({
    name: 'outbox-append',
    text: 'INSERT INTO outbox (event_id, event) VALUES ($1, $2)',
    values: [event.id, JSON.stringify(event)],
  });
}
