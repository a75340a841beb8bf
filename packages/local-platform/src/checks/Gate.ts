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
  /** It keeps one core busy, and does not mind what runs beside it. */
  isLight?: boolean;
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

/** What two cores carry. */
const LIGHT_AT_ONCE = 2;

/** Runs all gates in order, neighbours that are light at once; a failure stops only what rests on it. */
export async function runGates(
  gates: readonly Gate[],
  context: GateContext,
): Promise<GateOutcome[]> {
  const outcomes: GateOutcome[] = [];
  let blockedBy: string | undefined;
  for (const group of neighbours(gates)) {
    if (blockedBy) {
      const reason = `not run, since "${blockedBy}" failed`;
      const left = { seconds: 0, counts: ONE_SKIPPED, reason };
      outcomes.push(...group.map(({ title }) => ({ title, ...left })));
      continue;
    }
    const found = await runAtOnce(group, context);
    outcomes.push(...found);
    blockedBy = found.find(
      ({ counts }, n) => group[n].essential && counts.failed > 0,
    )?.title;
  }
  return outcomes;
}

/** The gates in groups of one, or of light ones in a row. */
function neighbours(gates: readonly Gate[]): Gate[][] {
  const groups: Gate[][] = [];
  for (const gate of gates) {
    const last = groups.at(-1);
    if (gate.isLight && last?.[0].isLight) last.push(gate);
    else groups.push([gate]);
  }
  return groups;
}

/** The outcomes in the order of the gates, whichever ends first. */
async function runAtOnce(
  gates: readonly Gate[],
  context: GateContext,
): Promise<GateOutcome[]> {
  const outcomes: GateOutcome[] = [];
  // Whoever is free takes the next one.
  const rest = gates.entries();
  const take = async () => {
    for (const [n, gate] of rest) outcomes[n] = await runTimed(gate, context);
  };
  await Promise.all(Array.from({ length: LIGHT_AT_ONCE }, take));
  return outcomes;
}

async function runTimed(
  gate: Gate,
  context: GateContext,
): Promise<GateOutcome> {
  const began = Date.now();
  const result = await runOne(gate, context);
  const seconds = (Date.now() - began) / 1000;
  if (result.reason) {
    context.reporter.info(`${gate.title}: ${result.reason}`);
  }
  return { title: gate.title, seconds, ...result };
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
