import { z } from 'zod/v4';
import { fields, listOf, wholeNumber } from './fields';

const partNameSchema = z
  .string()
  .regex(/^[a-z]([a-z0-9]|-(?!-)){0,22}[a-z0-9]$/, {
    error:
      'must have 2 to 24 lower-case letters, digits and single hyphens, and start with a letter',
  });

/** The buckets of an environment; the full name is made of the environment's and theirs. */
export const storageSchema = fields({
  buckets: listOf(
    fields({
      name: partNameSchema,
      versioning: z.boolean().default(true),
      /** Objects are removed after so many days; kept for good where it is left out. */
      expireAfterDays: wholeNumber(1, 3650).optional(),
    }),
    { min: 1, max: 10, by: 'name' },
  ),
});

/** The topics of an environment and the queues behind each; every queue has a dead-letter queue. */
export const eventsSchema = fields({
  topics: listOf(
    fields({
      name: partNameSchema,
      queues: listOf(partNameSchema, { max: 20 }).default([]),
    }),
    { min: 1, max: 20, by: 'name' },
  ),
  retentionDays: wholeNumber(1, 14).default(14),
  /** Deliveries before a message goes to the dead-letter queue. */
  maxReceives: wholeNumber(1, 1000).default(5),
});
