import { z } from 'zod/v4';
import { setting, wholeNumber } from '../config/settings';

const ADDRESS = /^postgres(?:ql)?:\/\//;

/** The settings of a service that has a database, for `readConfig`. */
export const databaseSettings = {
  DATABASE_URL: z
    .string()
    .refine(text => ADDRESS.test(text) && URL.canParse(text))
    .describe('an address like postgres://user@host:5432/database'),
  /** Read anew for every connection, so that a rotated secret needs no restart. */
  DATABASE_PASSWORD_FILE: z
    .string()
    .optional()
    .describe('the file that holds the password, where the address has none'),
  /** Readiness has one more. */
  DATABASE_CONNECTIONS: z
    .string()
    .default('8')
    .pipe(
      z
        .string()
        .regex(/^\d{1,2}$/)
        .transform(Number)
        .refine(count => count >= 1 && count <= 50),
    )
    .describe('connections at most, 1 to 50'),
  DATABASE_QUEUE_LIMIT: setting(
    wholeNumber(1, 100_000),
    '100',
    'requests that wait for a connection, 1 to 100000',
  ),
};

/** What `readConfig(databaseSettings)` gives. */
export type DatabaseConfig = z.output<z.ZodObject<typeof databaseSettings>>;
