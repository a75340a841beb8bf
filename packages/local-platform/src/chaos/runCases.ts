import { messageOf } from '../terminal/LauncherError';
import type { Reporter } from '../terminal/Reporter';
import type { CaseContext, CaseResult, ChaosCase, World } from './Case';
import { seededRandom } from '../system/seededRandom';

/** What a run of cases needs. */
export interface RunOptions<W extends World> {
  world: W;
  cases: readonly ChaosCase<W>[];
  seed: number;
  short: boolean;
  reporter: Reporter;
}

/** Runs the cases one after the other; each finds the world well again. */
export async function runCases<W extends World>(
  options: RunOptions<W>,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const chaos of options.cases) {
    options.world.signal.throwIfAborted();
    results.push(await runCase(chaos, options));
  }
  return results;
}

async function runCase<W extends World>(
  chaos: ChaosCase<W>,
  { world, seed, short, reporter }: RunOptions<W>,
): Promise<CaseResult> {
  const { name, title } = chaos;
  const began = Date.now();
  reporter.info(`${title} (${name})`);
  const result: CaseResult = {
    name,
    title,
    seconds: 0,
    notes: [],
    measured: {},
    checked: 0,
    broken: [],
  };
  // Each case has its own numbers, so that one alone does what it did among others.
  const random = seededRandom(seed + hashOf(name));
  const context = contextOf(result, reporter, { world, random, short });
  try {
    await chaos.run(context);
  } catch (error) {
    context.broken(title, [messageOf(error)]);
  }
  try {
    await world.restore();
  } catch (error) {
    context.broken('the world after it', [messageOf(error)]);
  }
  result.seconds = (Date.now() - began) / 1000;
  return result;
}

function contextOf<W extends World>(
  result: CaseResult,
  reporter: Reporter,
  given: Pick<CaseContext<W>, 'world' | 'random' | 'short'>,
): CaseContext<W> {
  const broken = (what: string, reasons: readonly string[]) => {
    result.checked += 1;
    for (const reason of reasons) {
      result.broken.push(`${what}: ${reason}`);
      reporter.warn(`BROKEN ${what}: ${reason}`);
    }
  };
  return {
    ...given,
    broken,
    note: line => {
      result.notes.push(line);
      reporter.info(`  ${line}`);
    },
    measure: (name, value) => {
      result.measured[name] = Math.round(value * 10) / 10;
      reporter.info(`  ${name}: ${result.measured[name]}`);
    },
    holds: (what, well, otherwise = 'it does not hold') =>
      broken(what, well ? [] : [otherwise]),
  };
}

function hashOf(text: string): number {
  return [...text].reduce(
    (sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_003,
    7,
  );
}

/** The closing table: one line a case, and under it what is broken. */
export function renderResults(results: readonly CaseResult[]): string {
  const width = Math.max(4, ...results.map(({ title }) => title.length));
  const lines = results.flatMap(result => {
    const { title, seconds, checked, broken } = result;
    const held = checked > 0 ? 'held' : 'left out';
    const word = broken.length > 0 ? 'BROKEN' : held;
    const time = seconds.toFixed(1).padStart(7);
    return [
      `${title.padEnd(width)} ${time} s  ${word.padEnd(8)}  ${checked} checked`,
      ...broken.map(reason => `    ${reason}`),
    ];
  });
  return `${lines.join('\n')}\n`;
}
