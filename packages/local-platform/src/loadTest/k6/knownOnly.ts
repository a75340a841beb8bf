/** How what plays k6 calls itself, so that nobody takes it for k6. */
export const STAND_IN = 'the k6 stand-in';

// Asked for by the language itself, of every object.
const NEVER_MISSED = ['then', 'toJSON', '__esModule'];

/** An object as it is; whatever else a script asks of it is an error that names it. */
export function knownOnly<T extends object>(name: string, known: T): T {
  return new Proxy(known, {
    get(target, key, receiver) {
      if (
        typeof key === 'string' &&
        !(key in target) &&
        !NEVER_MISSED.includes(key)
      ) {
        throw notKnown(`${name}.${key}`);
      }
      return Reflect.get(target, key, receiver);
    },
  });
}

/** The error for what k6 may have and its stand-in does not. */
export function notKnown(what: string): Error {
  return new Error(
    `${STAND_IN} does not know ${what}: run this script with k6, or teach the stand-in`,
  );
}
