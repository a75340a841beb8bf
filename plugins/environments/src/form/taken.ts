import type {
  EnvironmentView,
  TakenCidr,
} from '@portico/plugin-environments-common';

/** The network blocks that environments hold, as far as they are known; `except` is the one that is changed. */
export function takenCidrs(
  environments: readonly EnvironmentView[],
  except?: string,
): TakenCidr[] {
  return environments.flatMap(({ name, spec }) => {
    const cidr = spec?.spec.network.cidr;
    return cidr && name !== except ? [{ environment: name, cidr }] : [];
  });
}

/** The names that environments have. */
export function takenNames(environments: readonly EnvironmentView[]): string[] {
  return environments.map(({ name }) => name);
}
