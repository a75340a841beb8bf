import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reporter } from '../terminal/Reporter';
import { bundleScript } from './bundleScript';
import { STAND_IN } from './k6/knownOnly';
import { EXIT } from './LoadTestError';
import { Measurements, type SummaryData } from './Measurements';
import { mostUsers, readOptions } from './options';
import { Ramp } from './Ramp';
import { VirtualUser } from './VirtualUser';

/** What a load test is given. */
export interface LoadTestOptions {
  /** The checkout. */
  root: string;
  /** The script, with its whole path. */
  script: string;
  /** What the script finds in `__ENV`. */
  env: Record<string, string>;
  reporter: Reporter;
  signal?: AbortSignal;
}

/** How a load test went. */
export interface LoadTestResult {
  /** As k6 has it: 0, or 99 where a threshold is crossed. */
  exitCode: number;
  /** The thresholds that do not hold, as `metric: expression`. */
  crossed: string[];
  summary: SummaryData;
  /** What the script's `handleSummary` wants written, by file; `stdout` and `stderr` are none. */
  outputs: Record<string, string>;
}

/**
 * Runs a script for k6 without k6. Throws a `LoadTestError` with k6's exit code
 * where it cannot be run, and the signal's reason where it is interrupted.
 */
export async function runLoadTest(
  options: LoadTestOptions,
): Promise<LoadTestResult> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-load-'));
  try {
    const bundle = await bundleScript({ ...options, folder });
    return await runBundle(bundle, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runBundle(
  bundle: string,
  { env, reporter, signal }: LoadTestOptions,
): Promise<LoadTestResult> {
  let measurements: Measurements | undefined;
  const start = (vu: number, tags: Record<string, string>) =>
    VirtualUser.start({
      bundle,
      env,
      vu,
      onSample: sample =>
        measurements?.add({ ...sample, tags: { ...tags, ...sample.tags } }),
      onLog: text => reporter.info(text),
    });
  // One thread for reading the script's options before, and for its summary after.
  const { user: reader, script } = await start(0, {});
  try {
    const read = readOptions(script.options);
    measurements = Measurements.of(read, script.metrics);
    const { scenario } = read;
    reporter.info(
      `${STAND_IN}: scenario ${scenario.name}, up to ${mostUsers(
        scenario,
      )} virtual users`,
    );
    const durationMs = await Ramp.run({
      scenario,
      measurements,
      reporter,
      signal,
      start: async vu => (await start(vu, { scenario: scenario.name })).user,
    });
    const crossed = measurements.crossed(durationMs);
    const summary = measurements.summary(durationMs);
    for (const line of crossed) {
      reporter.warn(`${STAND_IN}: a threshold is crossed: ${line}`);
    }
    return {
      exitCode: crossed.length > 0 ? EXIT.thresholdsCrossed : EXIT.passed,
      crossed,
      summary,
      outputs: script.summarizes ? await reader.summarize(summary) : {},
    };
  } finally {
    await reader.stop();
  }
}
