import { z } from 'zod/v4';
import type { ClassDefaults } from './classes';
import { fields, wholeNumber } from './fields';

const DEFAULT_VERSIONS = { redis: '7.1', valkey: '8.0' } as const;

/** The cache of an environment: Redis or Valkey on ElastiCache. */
export function cacheSchema({ cache }: ClassDefaults) {
  return fields({
    engine: z.enum(['redis', 'valkey']),
    version: z
      .string({
        error: issue =>
          typeof issue.input === 'number'
            ? 'must be in quotes, such as "7.1"'
            : undefined,
      })
      .regex(/^[678]\.\d{1,2}$/, { error: 'must be a version such as "7.1"' })
      .optional(),
    nodeType: z
      .string()
      .regex(/^cache\.[a-z][a-z0-9-]{1,15}\.[a-z0-9-]{2,16}$/, {
        error: 'must be a type of ElastiCache, such as cache.t3.micro',
      })
      .default(cache.nodeType),
    /** One primary and up to five replicas. */
    nodes: wholeNumber(1, 6).default(cache.nodes),
    snapshotRetentionDays: wholeNumber(0, 35).default(
      cache.snapshotRetentionDays,
    ),
    /** A token that AWS makes and Secrets Manager keeps, without which nobody is let in. */
    authToken: z.boolean().default(cache.authToken),
  }).transform(value => ({
    ...value,
    version: value.version ?? DEFAULT_VERSIONS[value.engine],
  }));
}
