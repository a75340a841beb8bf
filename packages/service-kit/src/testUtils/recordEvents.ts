import { createEvent, type ShopEvent } from '../events/ShopEvent';
import type { EventWriter } from '../events/ShopEvents';

/** Writes no event, but remembers what was told. */
export interface RecordedEvents extends EventWriter {
  /** What was told since it was emptied. */
  readonly told: ShopEvent[];
}

/** Makes events as a service does, each checked against its type, for a part of it that needs no outbox. */
export function recordEvents(): RecordedEvents {
  const told: ShopEvent[] = [];
  const create: EventWriter['create'] = event => {
    const made = createEvent({ ...event, source: 'test' });
    told.push(made);
    return made;
  };
  return {
    told,
    create,
    append: async (_tx, event) => {
      told.push(createEvent({ ...event, source: 'test' }));
    },
    nudge: () => {},
  };
}
