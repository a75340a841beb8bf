/** A block of IPv4 addresses: the first address as a number, and the length of the prefix. */
export interface Cidr {
  address: number;
  prefix: number;
}

/** What `parseCidr` makes of a text. */
export type ParsedCidr =
  | { valid: true; cidr: Cidr }
  | { valid: false; message: string };

/** The largest and the smallest block that a network may have. */
export const NETWORK_PREFIXES = { largest: 16, smallest: 20 } as const;

const PRIVATE_RANGES: readonly Cidr[] = [
  { address: 0x0a000000, prefix: 8 },
  { address: 0xac100000, prefix: 12 },
  { address: 0xc0a80000, prefix: 16 },
];

const PART = '(0|[1-9]\\d{0,2})';
const CIDR_TEXT = new RegExp(
  `^${PART}\\.${PART}\\.${PART}\\.${PART}/(0|[1-9]\\d?)$`,
);

/** How many addresses a block of this prefix has. */
export function cidrSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

function firstOf(address: number, prefix: number): number {
  return address - (address % cidrSize(prefix));
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map(shift => (address >>> shift) & 0xff).join('.');
}

/** Writes a block as text, such as `10.0.0.0/16`. */
export function formatCidr({ address, prefix }: Cidr): string {
  return `${formatAddress(address)}/${prefix}`;
}

/** Reads a block such as `10.0.0.0/16`; the address must be the first of the block. */
export function parseCidr(text: string): ParsedCidr {
  const match = text.length <= 18 ? CIDR_TEXT.exec(text) : null;
  const numbers = match ? match.slice(1).map(Number) : [];
  const octets = numbers.slice(0, 4);
  if (!match || octets.some(octet => octet > 255) || numbers[4] > 32) {
    return {
      valid: false,
      message:
        'must be an IPv4 block such as 10.0.0.0/16: four numbers up to 255, a slash, a prefix up to 32',
    };
  }
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const prefix = numbers[4];
  const first = firstOf(address, prefix);
  if (first !== address) {
    return {
      valid: false,
      message: `must start at the first address of its block; write ${formatCidr(
        { address: first, prefix },
      )}`,
    };
  }
  return { valid: true, cidr: { address, prefix } };
}

/** Whether the inner block lies within the outer one. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  return (
    inner.prefix >= outer.prefix &&
    firstOf(inner.address, outer.prefix) === outer.address
  );
}

/** Whether two blocks share an address. */
export function cidrsOverlap(left: Cidr, right: Cidr): boolean {
  return cidrContains(left, right) || cidrContains(right, left);
}

/** Whether a block lies within one of the ranges of RFC 1918. */
export function isPrivateCidr(cidr: Cidr): boolean {
  return PRIVATE_RANGES.some(range => cidrContains(range, cidr));
}

/** Reads the block of an environment's network: private, from /16 to /20. */
export function parseNetworkCidr(text: string): ParsedCidr {
  const parsed = parseCidr(text);
  if (!parsed.valid) return parsed;
  const { prefix } = parsed.cidr;
  if (prefix < NETWORK_PREFIXES.largest || prefix > NETWORK_PREFIXES.smallest) {
    return {
      valid: false,
      message: `must be between /${NETWORK_PREFIXES.largest} and /${NETWORK_PREFIXES.smallest}; this is /${prefix}`,
    };
  }
  if (!isPrivateCidr(parsed.cidr)) {
    return {
      valid: false,
      message:
        'must be a private block, within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918)',
    };
  }
  return parsed;
}
