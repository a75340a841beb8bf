import { z } from 'zod/v4';

/** The settings of a service that has a cache, for `readConfig`. */
export const redisSettings = {
  REDIS_URL: z
    .string()
    .refine(text => /^rediss?:\/\/[^/]/.test(text) && URL.canParse(text))
    .optional()
    .describe(
      'an address like redis://host:6379; without it each process has a cache of its own',
    ),
};

/** What `readConfig(redisSettings)` gives. */
export type RedisConfig = z.output<z.ZodObject<typeof redisSettings>>;
