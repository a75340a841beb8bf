import { readFile } from 'node:fs/promises';
import { z } from 'zod/v4';
import { ONE_FAILED, type Counts } from './Counts';

const count = z.number().int().nonnegative();

const jestSchema = z.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: count,
  numRuntimeErrorTestSuites: count,
});

const playwrightSchema = z.object({
  stats: z.object({
    expected: count,
    unexpected: count,
    flaky: count,
    skipped: count,
  }),
  errors: z.array(z.unknown()),
});

/** Reads Jest's JSON report; a suite that could not run counts as a failure. */
export function jestCounts(report: unknown): Counts {
  const told = jestSchema.parse(report);
  return {
    passed: told.numPassedTests,
    failed: told.numFailedTests + told.numRuntimeErrorTestSuites,
    skipped: told.numPendingTests + told.numTodoTests,
  };
}

/** Reads Playwright's JSON report; what passed only on a second try passed. */
export function playwrightCounts(report: unknown): Counts {
  const { stats, errors } = playwrightSchema.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The counts in a report file. A runner that wrote none, ran nothing, or
 * failed without a failed test has failed itself.
 */
export async function readReport(
  file: string,
  exitCode: number | string,
  read: (report: unknown) => Counts,
): Promise<Counts> {
  let counts: Counts;
  try {
    counts = read(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return ONE_FAILED;
  }
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  const failedOtherwise = exitCode !== 0 && counts.failed === 0;
  return ranNothing || failedOtherwise
    ? { ...counts, failed: counts.failed + 1 }
    : counts;
}
