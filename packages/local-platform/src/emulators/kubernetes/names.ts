import { createHash } from 'node:crypto';

/** The letters of generated names in Kubernetes: no vowels, so that no words come out. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The same random-looking letters for the same parts. */
export function stableSuffix(
  length: number,
  ...parts: readonly string[]
): string {
  const bytes = digestOf(parts);
  return Array.from(
    { length },
    (_, index) => ALPHABET[bytes[index] % ALPHABET.length],
  ).join('');
}

/** The same UID, in the form of a version 8 UUID, for the same parts. */
export function stableUid(...parts: readonly string[]): string {
  const bytes = digestOf(parts).subarray(0, 16);
  bytes[6] = 0x80 + (bytes[6] % 16);
  bytes[8] = 0x80 + (bytes[8] % 64);
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The time as Kubernetes writes it: UTC, whole seconds. */
export function kubernetesTime(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function digestOf(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
