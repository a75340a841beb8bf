import { isIPv6 } from 'node:net';

const MAPPED = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/;
const GROUPS = 8;
const PREFIX_GROUPS = 4;

/** What an address counts as: itself, or its /64, which a household or a server gets as a whole. */
export function addressKey(address: string): string {
  const [plain] = address.split('%');
  if (!isIPv6(plain)) return plain;
  // WHATWG URLs write every IPv6 address in one way.
  const written = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const mapped = MAPPED.exec(written);
  if (mapped) return toIPv4(mapped[1], mapped[2]);
  const [before, after] = written.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = (after ?? '').split(':').filter(Boolean);
  const zeros = Array(GROUPS - head.length - tail.length).fill('0');
  const groups = [...head, ...zeros, ...tail];
  return `${groups.slice(0, PREFIX_GROUPS).join(':')}::/64`;
}

function toIPv4(...groups: string[]): string {
  return groups
    .map(group => parseInt(group, 16))
    .flatMap(number => [Math.floor(number / 256), number % 256])
    .join('.');
}
