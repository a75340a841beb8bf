import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../terminal/LauncherError';

/** How long something may take, and how often it is looked at. */
export interface Patience {
  withinMs: number;
  everyMs?: number;
}

/** Looks until there is an answer, and throws with the last reason when there is none in time. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  { withinMs, everyMs = 250 }: Patience,
): Promise<T> {
  const deadline = Date.now() + withinMs;
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
      throw new Error(`${what}: not within ${withinMs / 1000} s (${reason})`);
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
