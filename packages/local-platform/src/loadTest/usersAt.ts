import type { Scenario } from './options';

type Ramp = Pick<Scenario, 'startVUs' | 'stages'>;

/** How many virtual users a ramp wants so many milliseconds after its start; none when it is over. */
export function usersAt({ startVUs, stages }: Ramp, elapsedMs: number): number {
  let from = startVUs;
  let beganMs = 0;
  for (const { duration, target } of stages) {
    if (elapsedMs < beganMs + duration) {
      const share = (elapsedMs - beganMs) / duration;
      const users = from + (target - from) * share;
      // One more comes when it is due as a whole; one goes as soon as less is wanted.
      return target > from ? Math.floor(users) : Math.ceil(users);
    }
    beganMs += duration;
    from = target;
  }
  return 0;
}

/** How long a ramp takes in all, in milliseconds. */
export function lengthMs({ stages }: Ramp): number {
  return stages.reduce((sum, { duration }) => sum + duration, 0);
}
