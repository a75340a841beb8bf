import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';

/** How Git hosts are read. */
export interface GithubConfig {
  /** Whether they are the real ones. */
  origin: 'live' | 'emulated';
}

const KEY = 'deployments.github';

const githubSchema = z.object({
  origin: z
    .enum(['live', 'emulated'], { error: 'must be live or emulated' })
    .default('live'),
});

/** Reads how Git hosts are read; throws with the key that is wrong. */
export function readGithubConfig(config: Config): GithubConfig {
  const parsed = githubSchema.safeParse(config.getOptional(KEY) ?? {});
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(`${[KEY, ...path].join('.')} ${message}`);
  }
  return parsed.data;
}
