import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until something holds; throws with `what` where it does not in time. */
export async function untilTrue(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not in time: ${what}`);
    await sleep(25);
  }
}
