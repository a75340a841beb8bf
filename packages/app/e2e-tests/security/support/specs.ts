import { randomInt } from 'node:crypto';

/** A name that no earlier run has taken. */
export function newName(prefix: string): string {
  return `${prefix}-${randomInt(26 ** 6)
    .toString(26)
    .replace(/\d/g, digit => 'qrstuvwxyz'[Number(digit)])}`;
}

/** A network that no other environment of a test run holds, as far as chance goes. */
function newNetwork(): string {
  return `10.${randomInt(64, 250)}.${randomInt(0, 16) * 16}.0/20`;
}

/** The wish for an environment, with as little in it as is needed. */
export function aSpec(
  options: {
    name?: string;
    environmentClass?: string;
    description?: string;
  } = {},
) {
  return {
    apiVersion: 'portico.dev/v1',
    kind: 'Environment',
    metadata: {
      name: options.name ?? newName('sec'),
      owner: 'group:default/checkout',
      ...(options.description === undefined
        ? {}
        : { description: options.description }),
    },
    spec: {
      class: options.environmentClass ?? 'dev',
      region: 'us-west-2',
      network: { cidr: newNetwork() },
    },
  };
}
