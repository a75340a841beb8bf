import { setTimeout as sleep } from 'node:timers/promises';
import type { Person, Place } from './Person';

/** The value below which a share of the numbers lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const place = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[place] ?? 0;
}

/** How long each of the paths takes while something goes on, asked for again and again. */
export async function probe(
  person: Person,
  portal: Place,
  paths: readonly string[],
  whileMs: number,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(paths.map(path => [path, []]));
  const end = Date.now() + whileMs;
  while (Date.now() < end) {
    for (const path of paths) {
      const answer = await person.ask(portal, path);
      if (answer.status !== 200) {
        throw new Error(`${path} is answered ${answer.status}`);
      }
      times.get(path)?.push(answer.ms);
    }
    await sleep(50);
  }
  return times;
}
