import { performance } from 'node:perf_hooks';
import { pauseMs, place, sample } from './host';
import { knownOnly } from './knownOnly';

type Checks<T> = Record<string, unknown | ((value: T) => unknown)>;

/** Looks whether everything holds of a value, and counts each; true where all do. */
export function check<T>(
  value: T,
  checks: Checks<T>,
  tags: Record<string, string> = {},
): boolean {
  let all = true;
  for (const [name, test] of Object.entries(checks)) {
    const holds = Boolean(typeof test === 'function' ? test(value) : test);
    sample('checks', holds ? 1 : 0, { ...tags, check: name });
    all = all && holds;
  }
  return all;
}

/** Does something under a name, and measures how long it takes. */
export function group<T>(name: string, work: () => T): T {
  if (name.includes('::')) {
    throw new Error(`The name of a group holds no '::', but '${name}' does`);
  }
  const outer = place.group;
  const from = performance.now();
  place.group = `${outer}::${name}`;
  try {
    return work();
  } finally {
    sample('group_duration', performance.now() - from);
    place.group = outer;
  }
}

/** Stands still for some seconds. */
export function sleep(seconds: number): void {
  pauseMs(seconds * 1000);
}

/** Ends this iteration, and tells why. */
export function fail(reason = ''): never {
  throw new Error(reason);
}

export default knownOnly('k6', { check, group, sleep, fail });
