import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';
import type { PromotionTarget } from './GithubPromotionRepository';

const KEY = 'deployments.promotions.repository';

const name = z
  .string({ error: 'must be a text' })
  .regex(/^[\w.-]{1,100}$/, { error: 'must be a name' });

const targetSchema = z.object({
  host: z
    .string({ error: 'must be a text' })
    .min(1, { error: 'must not be empty' }),
  owner: name,
  repo: name,
  branch: z.string({ error: 'must be a text' }).min(1).default('main'),
});

/**
 * Reads where promotions are asked for; throws with the key that is wrong.
 *
 * @returns undefined where nothing is promoted by this portal
 */
export function readPromotionConfig(
  config: Config,
): PromotionTarget | undefined {
  const value = config.getOptional(KEY);
  if (value === undefined) return undefined;
  const parsed = targetSchema.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(`${[KEY, ...path].join('.')} ${message}`);
  }
  return parsed.data;
}
