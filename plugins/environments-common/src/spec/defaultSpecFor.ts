import { nextFreeCidr } from '../network/freeCidr';
import { SPEC_API_VERSION } from './apiVersion';
import { CLASS_DEFAULTS, type EnvironmentClass } from './classes';
import { specSchemaOf, type EnvironmentSpec } from './EnvironmentSpec';

/** What a new environment needs beside its class. */
export interface DefaultSpecOptions {
  name: string;
  owner: string;
  /** The blocks of all other environments; the first free one is taken. */
  takenCidrs: readonly string[];
  description?: string;
  region?: string;
}

/** The region of an environment for which none was chosen. */
export const DEFAULT_REGION = 'us-west-2';

/**
 * The spec that a form starts from. The name may still be empty or illegal, so it is put
 * in after the rest was checked.
 */
export function defaultSpecFor(
  environmentClass: EnvironmentClass,
  { name, owner, takenCidrs, description = '', region }: DefaultSpecOptions,
): EnvironmentSpec {
  const defaults = CLASS_DEFAULTS[environmentClass];
  const spec = specSchemaOf(environmentClass).parse({
    apiVersion: SPEC_API_VERSION,
    kind: 'Environment',
    metadata: { name: 'placeholder', owner: 'group:default/placeholder' },
    spec: {
      class: environmentClass,
      region: region ?? DEFAULT_REGION,
      network: { cidr: nextFreeCidr(takenCidrs) ?? '10.0.0.0/16' },
      cluster: {},
      database: { engine: 'postgres' },
      cache: { engine: 'redis' },
      edge: { waf: {} },
      budget: { monthly: defaults.budgetMonthly },
      ...(defaults.ttl === null ? {} : { ttl: defaults.ttl }),
    },
  });
  return { ...spec, metadata: { name, owner, description } };
}
