import {
  defaultSpecFor,
  type EnvironmentClass,
  type EnvironmentSpec,
} from '@portico/plugin-environments-common';

/** Draws specs whose names and networks nobody else has. */
export class SpecBook {
  #drawn = 0;

  /** A new environment of a class, for a team. */
  draw(
    environmentClass: EnvironmentClass = 'dev',
    owner = 'group:default/checkout',
  ): EnvironmentSpec {
    this.#drawn += 1;
    const number = this.#drawn;
    const spec = defaultSpecFor(environmentClass, {
      name: `chaos-${number}`,
      owner,
      takenCidrs: [],
      description: 'Asked for by a chaos run',
    });
    // From 10.16 on nothing of the samples is met; blocks of a /18, four a second number.
    const second = 16 + Math.floor(number / 4);
    const third = (number % 4) * 64;
    const cidr = `10.${second}.${third}.0/18`;
    return {
      ...spec,
      spec: { ...spec.spec, network: { ...spec.spec.network, cidr } },
    };
  }
}
