import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { closingLine, sumCounts } from '../checks/Counts';
import {
  renderGates,
  runGates,
  type Gate,
  type GateContext,
} from '../checks/Gate';
import {
  ALL_GATES,
  browserTestsGate,
  typesGate,
  unitTestsGate,
} from '../checks/gates';
import { DataFolder } from '../data/DataFolder';
import { findCheckout } from '../terminal/checkout';
import { terminalReporter } from '../terminal/Reporter';

const YES = 'install a missing browser (Debian, as root) without asking';

/** Adds `test` and `check`. */
export function addChecks(program: Command): void {
  program
    .command('test')
    .description('type check, unit, integration and browser tests')
    .option('--types', 'only the type check')
    .option('--unit', 'only the unit and integration tests')
    .option('--e2e', 'only the browser tests')
    .option('--yes', YES)
    .action(async (options: TestOptions) => {
      await runAll(chooseTests(options), options.yes ?? false);
    });
  program
    .command('check')
    .description('every gate that CI has')
    .option('--yes', YES)
    .action(async (options: { yes?: boolean }) => {
      await runAll(ALL_GATES, options.yes ?? false);
    });
}

/** Which tests to run; none named means all. */
export interface TestOptions {
  types?: boolean;
  unit?: boolean;
  e2e?: boolean;
  yes?: boolean;
}

/** The gates that `test` runs. */
export function chooseTests(options: TestOptions): Gate[] {
  const all = [
    { gate: typesGate, chosen: options.types },
    { gate: unitTestsGate, chosen: options.unit },
    { gate: browserTestsGate, chosen: options.e2e },
  ];
  const named = all.filter(({ chosen }) => chosen);
  return (named.length > 0 ? named : all).map(({ gate }) => gate);
}

async function runAll(gates: readonly Gate[], yes: boolean): Promise<void> {
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new Error('interrupted'));
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const folders: string[] = [];
  const context: GateContext = {
    checkout: findCheckout(),
    reporter: terminalReporter(),
    yes,
    signal: interrupt.signal,
    temporaryData: async name => {
      const path = await mkdtemp(join(tmpdir(), `portico-${name}-`));
      folders.push(path);
      const data = DataFolder.at(path);
      await data.create();
      return data;
    },
  };
  try {
    const outcomes = await runGates(gates, context);
    const counts = sumCounts(outcomes.map(outcome => outcome.counts));
    process.stdout.write(`\n${renderGates(outcomes)}`);
    process.stdout.write(`${closingLine(counts)}\n`);
    process.exitCode = counts.failed > 0 || interrupt.signal.aborted ? 1 : 0;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    for (const folder of folders) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
