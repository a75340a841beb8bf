import type { DataFolder } from '../data/DataFolder';
import type { Checkout } from '../terminal/checkout';
import { messageOf } from '../terminal/LauncherError';
import type { Reporter } from '../terminal/Reporter';
import { NO_COUNTS, ONE_FAILED, ONE_SKIPPED, type Counts } from './Counts';

/** What a gate may use. */
export interface GateContext {
  checkout: Checkout;
  reporter: Reporter;
  /** Install missing system packages without asking. */
  yes: boolean;
  signal: AbortSignal;
  /** Makes a data folder that is gone after the run. */
  temporaryData(name: string): Promise<DataFolder>;
}

/** What came out of a gate. */
export interface GateResult {
  counts: Counts;
  /** Why it failed or was left out. */
  reason?: string;
}

/** One check that must pass before a change goes in. */
export interface Gate {
  title: string;
  /** Without it nothing after this gate says anything. */
  essential?: boolean;
  run(context: GateContext): Promise<GateResult>;
}

/** A gate that was run, or left out. */
export interface GateOutcome extends GateResult {
  title: string;
  seconds: number;
}

/** The word for an outcome. */
export function verdict({
  counts,
}: GateResult): 'passed' | 'FAILED' | 'skipped' {
  if (counts.failed > 0) {
    return 'FAILED';
  }
  return counts.passed > 0 ? 'passed' : 'skipped';
}

/** Runs all gates in order; a failure stops only what rests on it. */
export async function runGates(
  gates: readonly Gate[],
  context: GateContext,
): Promise<GateOutcome[]> {
  const outcomes: GateOutcome[] = [];
  let blockedBy: string | undefined;
  for (const gate of gates) {
    const { title } = gate;
    if (blockedBy) {
      const reason = `not run, since "${blockedBy}" failed`;
      outcomes.push({ title, seconds: 0, counts: ONE_SKIPPED, reason });
      continue;
    }
    const began = Date.now();
    const result = await runOne(gate, context);
    const seconds = (Date.now() - began) / 1000;
    outcomes.push({ title, seconds, ...result });
    if (result.reason) {
      context.reporter.info(`${title}: ${result.reason}`);
    }
    if (gate.essential && result.counts.failed > 0) {
      blockedBy = title;
    }
  }
  return outcomes;
}

async function runOne(gate: Gate, context: GateContext): Promise<GateResult> {
  try {
    context.signal.throwIfAborted();
    return await gate.run(context);
  } catch (error) {
    return {
      counts: context.signal.aborted ? NO_COUNTS : ONE_FAILED,
      reason: messageOf(error),
    };
  }
}

/** The gates with their time and result, a row each. */
export function renderGates(outcomes: readonly GateOutcome[]): string {
  const width = Math.max(...outcomes.map(({ title }) => title.length), 4);
  const rows = outcomes.map(outcome => {
    const { title, seconds, counts } = outcome;
    const tests = counts.passed + counts.failed + counts.skipped;
    const detail =
      tests > 1
        ? `${counts.passed} of ${tests} (${counts.skipped} left out)`
        : (outcome.reason ?? '').split('\n')[0];
    return `${title.padEnd(width)}  ${seconds
      .toFixed(1)
      .padStart(7)} s  ${verdict(outcome).padEnd(7)}  ${detail}`.trimEnd();
  });
  return [`${'Gate'.padEnd(width)}     Time    Result`, ...rows, ''].join('\n');
}
