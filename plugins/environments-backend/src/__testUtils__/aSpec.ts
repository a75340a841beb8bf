import {
  defaultSpecFor,
  EnvironmentClass,
  EnvironmentSpec,
} from '@portico/plugin-environments-common';

/** A valid spec; what is handed in replaces its default. */
export function aSpec({
  name = 'dev',
  owner = 'group:default/checkout',
  environmentClass = 'dev',
  cidr = '10.20.0.0/16',
  description = 'Shared development',
  ttl,
}: {
  name?: string;
  owner?: string;
  environmentClass?: EnvironmentClass;
  cidr?: string;
  description?: string;
  ttl?: string;
} = {}): EnvironmentSpec {
  const spec = defaultSpecFor(environmentClass, {
    name,
    owner,
    description,
    takenCidrs: [],
  });
  return {
    ...spec,
    spec: {
      ...spec.spec,
      network: { ...spec.spec.network, cidr },
      ...(ttl === undefined ? {} : { ttl }),
    },
  };
}
