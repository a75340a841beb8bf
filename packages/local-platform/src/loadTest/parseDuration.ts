const UNITS_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h)/g;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;

/** The milliseconds of a duration as k6 writes it, like 1m30s; a bare number is milliseconds. Throws where it is none. */
export function parseDuration(text: number | string): number {
  if (typeof text === 'number' && Number.isFinite(text) && text >= 0) {
    return text;
  }
  if (typeof text !== 'string' || !WHOLE.test(text)) {
    throw new Error(`'${text}' is no duration: write it like 90s or 1m30s`);
  }
  return [...text.matchAll(PART)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS_MS[unit],
    0,
  );
}
