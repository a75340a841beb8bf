const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const STABLE_MS = 60_000;

/** How long to wait before the n-th restart in a row (from 1): 1 s, doubled up to 30 s. */
export function restartDelayMs(attempt: number, firstMs = FIRST_MS): number {
  return Math.min(firstMs * 2 ** (attempt - 1), LONGEST_MS);
}

/** The number of the next restart; a run of a minute counts as recovered. */
export function nextAttempt(attempt: number, ranForMs: number): number {
  return ranForMs >= STABLE_MS ? 1 : attempt + 1;
}
