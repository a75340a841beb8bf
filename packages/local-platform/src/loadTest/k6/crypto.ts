import { randomBytes as draw } from 'node:crypto';
import { knownOnly } from './knownOnly';

/** So many random bytes. */
export function randomBytes(size: number): ArrayBuffer {
  return new Uint8Array(draw(size)).buffer;
}

export default knownOnly('k6/crypto', { randomBytes });
