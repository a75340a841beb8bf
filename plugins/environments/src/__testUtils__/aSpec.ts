import {
  defaultSpecFor,
  type EnvironmentClass,
  type EnvironmentSpec,
} from '@portico/plugin-environments-common';

/** A valid spec of a class. */
export function aSpec(
  name = 'dev',
  environmentClass: EnvironmentClass = 'dev',
): EnvironmentSpec {
  return defaultSpecFor(environmentClass, {
    name,
    owner: 'group:default/platform',
    takenCidrs: [],
  });
}
