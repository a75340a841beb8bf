/** How many tests or gates passed, failed and were left out. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const NO_COUNTS: Counts = { passed: 0, failed: 0, skipped: 0 };
export const ONE_PASSED: Counts = { ...NO_COUNTS, passed: 1 };
export const ONE_FAILED: Counts = { ...NO_COUNTS, failed: 1 };
export const ONE_SKIPPED: Counts = { ...NO_COUNTS, skipped: 1 };

/** The sum over several runners. */
export function sumCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    NO_COUNTS,
  );
}

/** The one line that a run of checks ends with. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
