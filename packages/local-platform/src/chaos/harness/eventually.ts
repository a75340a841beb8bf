import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../terminal/LauncherError';

/** How long something may take, and how often it is looked at. */
export interface Patience {
  withinMs: number;
  everyMs?: number;
}

/** A portal starts within so many seconds on a machine that has nothing else to do. */
const USUAL_START_SECONDS = 8;
let factor = 1;

/** Lets everything take longer on a machine that is slow or busy, by how long a start takes on it. */
export function stretchPatience(startSeconds: number): number {
  factor = Math.max(1, startSeconds / USUAL_START_SECONDS);
  return factor;
}

/** A time limit as it is on this machine. */
export function stretched(ms: number): number {
  return ms * factor;
}

/** Looks until there is an answer, and throws with the last reason when there is none in time. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  { withinMs, everyMs = 250 }: Patience,
): Promise<T> {
  const deadline = Date.now() + stretched(withinMs);
  let reason = 'it did not happen';
  for (;;) {
    try {
      const answer = await look();
      if (answer !== undefined) {
        return answer;
      }
      reason = 'it did not happen';
    } catch (error) {
      reason = messageOf(error);
    }
    if (Date.now() > deadline) {
      throw new Error(
        `${what}: not within ${stretched(withinMs) / 1000} s (${reason})`,
      );
    }
    await sleep(everyMs);
  }
}

/** How long something took, in milliseconds, with its result. */
export async function timed<T>(
  work: () => Promise<T>,
): Promise<{ result: T; ms: number }> {
  const began = performance.now();
  const result = await work();
  return { result, ms: performance.now() - began };
}
