import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { money } from '@portico/plugin-cost-common';
import {
  ownerRefSchema,
  QuotaLimits,
} from '@portico/plugin-environments-common';
import { z } from 'zod/v4';

/** What every owner may have, and what some may have instead. */
export interface QuotaConfig {
  everybody: QuotaLimits;
  owners: ReadonlyMap<string, QuotaLimits>;
}

const KEY = 'environments.quota';
const CURRENCY = 'USD';

const limitsSchema = z.strictObject({
  environmentsPerOwner: z
    .number({ error: 'must be a whole number' })
    .int({ error: 'must be a whole number' })
    .nonnegative({ error: 'must not be negative' })
    .optional(),
  monthlyPerOwner: z
    .string({ error: 'must be US dollars in quotes, such as "3000.00"' })
    .regex(/^\d{1,12}(\.\d{1,2})?$/, {
      error: 'must be US dollars in quotes, such as "3000.00"',
    })
    .optional(),
});

// The refs hold slashes, which a path of the configuration can't, so it is read as a whole.
const quotaConfigSchema = limitsSchema.extend({
  owners: z.record(ownerRefSchema, limitsSchema).default({}),
});

function limitsOf(
  { environmentsPerOwner, monthlyPerOwner }: z.infer<typeof limitsSchema>,
  fallback: QuotaLimits,
): QuotaLimits {
  return {
    environments: environmentsPerOwner ?? fallback.environments,
    monthly:
      monthlyPerOwner === undefined
        ? fallback.monthly
        : money(monthlyPerOwner, CURRENCY),
  };
}

/** Reads the quotas; throws with the key that is wrong. */
export function readQuotaConfig(config: Config): QuotaConfig {
  const parsed = quotaConfigSchema.safeParse(config.getOptional(KEY) ?? {});
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(`${[KEY, ...path].join('.')} ${message}`);
  }
  const { owners, ...limits } = parsed.data;
  const everybody = limitsOf(limits, { environments: null, monthly: null });
  return {
    everybody,
    owners: new Map(
      Object.entries(owners).map(([owner, own]) => [
        owner,
        limitsOf(own, everybody),
      ]),
    ),
  };
}
