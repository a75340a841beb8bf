import { z } from 'zod/v4';
import type { ClassDefaults } from './classes';
import { fields, listOf } from './fields';

/** How an environment calls for people. */
export function observabilitySchema({ observability }: ClassDefaults) {
  return fields({
    alarms: z.boolean().default(observability.alarms),
    /** Who is written to, by alarms and by the budget. */
    notify: listOf(
      z
        .string()
        .max(200)
        .regex(/^[\w.%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i, {
          error: 'must be an address such as team@example.com',
        }),
      { max: 10 },
    ).default([]),
  });
}
