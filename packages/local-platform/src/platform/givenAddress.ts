import { LauncherError } from '../terminal/LauncherError';

/** An address that a variable of the environment gives. */
export interface GivenAddress {
  variable: string;
  /** Without the colon. */
  protocols: readonly string[];
  /** How it is written. */
  example: string;
  /** What is used without it. */
  otherwise: string;
}

/** Reads an address; what it throws never holds the address, which may hold a password. */
export function readGivenAddress(url: string, given: GivenAddress): URL {
  const { variable, protocols, example, otherwise } = given;
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address?.host) {
    throw new LauncherError(`${variable} is not an address`, {
      fix: `write it as ${example}, or unset it to use ${otherwise}`,
    });
  }
  if (!protocols.includes(address.protocol.slice(0, -1))) {
    throw new LauncherError(
      `${variable} begins with ${address.protocol}, not with ${protocols
        .map(name => `${name}:`)
        .join(' or ')}`,
      { fix: `write it as ${example}, or unset it to use ${otherwise}` },
    );
  }
  return address;
}
