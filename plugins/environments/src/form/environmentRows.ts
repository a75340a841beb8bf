import type { EnvironmentView } from '@portico/plugin-environments-common';
import { expiry } from '../format/dates';
import { monthlyOrUnknown } from '../format/amounts';

/** The price of an environment in a list; what has no spec has no list price. */
export function priceWords({ spec, estimate }: EnvironmentView): string {
  return spec === null && estimate === null
    ? 'no list price'
    : monthlyOrUnknown(estimate);
}

/** When an environment ends, in a list. */
export function expiryWords(
  { expiresAt, spec, source }: EnvironmentView,
  now: number,
): string {
  const ttl = spec?.spec.ttl;
  // What stands in a file that can't be read is nobody's guess.
  if (expiresAt === null && spec === null && source) return 'not known';
  // A time to live counts from the day it is there for real.
  return expiresAt === null && ttl
    ? `${ttl} after it is created`
    : expiry(expiresAt, now);
}

/** What an environment is called beside its name. */
export function placeWords({ class: kind, region }: EnvironmentView): string {
  return [kind ?? 'this machine', region].filter(Boolean).join(', ');
}
