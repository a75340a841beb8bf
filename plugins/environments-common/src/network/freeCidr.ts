import { cidrsOverlap, formatCidr, parseCidr, type Cidr } from './cidr';

/** A block that another environment holds. */
export interface TakenCidr {
  environment: string;
  cidr: string;
}

/** What `checkCidrFree` finds. */
export type CidrCheck =
  | { free: true }
  | {
      free: false;
      /** The environment that holds it, and its block. */
      taken: TakenCidr;
      message: string;
      /** The next free block, or undefined where none is left. */
      suggestion: string | undefined;
    };

const SIXTEENS_OF_TEN = 256;

function parsedOf(taken: Iterable<string>): Cidr[] {
  return [...taken].flatMap(text => {
    const parsed = parseCidr(text);
    return parsed.valid ? [parsed.cidr] : [];
  });
}

/**
 * The first free /16 of 10.0.0.0/8 that overlaps none of the taken blocks, from the
 * block after `after` on and then around; undefined where all are taken.
 */
export function nextFreeCidr(
  taken: Iterable<string>,
  after?: string,
): string | undefined {
  const blocks = parsedOf(taken);
  const parsedAfter = after === undefined ? undefined : parseCidr(after);
  const start =
    parsedAfter?.valid && parsedAfter.cidr.address >>> 24 === 10
      ? ((parsedAfter.cidr.address >>> 16) & 0xff) + 1
      : 0;
  for (let step = 0; step < SIXTEENS_OF_TEN; step += 1) {
    const second = (start + step) % SIXTEENS_OF_TEN;
    const candidate = { address: 0x0a000000 + second * 0x10000, prefix: 16 };
    if (!blocks.some(block => cidrsOverlap(block, candidate))) {
      return formatCidr(candidate);
    }
  }
  return undefined;
}

/** Whether a block is free, and if not, who holds it and which is free next. */
export function checkCidrFree(
  text: string,
  taken: readonly TakenCidr[],
): CidrCheck {
  const parsed = parseCidr(text);
  if (!parsed.valid) return { free: true };
  const holder = taken.find(({ cidr }) => {
    const other = parseCidr(cidr);
    return other.valid && cidrsOverlap(parsed.cidr, other.cidr);
  });
  if (!holder) return { free: true };
  const suggestion = nextFreeCidr(
    taken.map(({ cidr }) => cidr),
    text,
  );
  const next = suggestion ? ` Free next: ${suggestion}` : '';
  return {
    free: false,
    taken: holder,
    message: `${text} overlaps ${holder.environment} (${holder.cidr}).${next}`,
    suggestion,
  };
}
