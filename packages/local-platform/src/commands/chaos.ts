import { randomInt } from 'node:crypto';
import { Argument, InvalidArgumentError, type Command } from 'commander';
import type { World } from '../chaos/Case';
import { chooseCases } from '../chaos/chooseCases';
import { renderResults, runCases } from '../chaos/runCases';
import { terminalReporter } from '../terminal/Reporter';
import {
  keepLogs,
  portalGround,
  shopGround,
  type ChaosOptions,
  type Ground,
} from './chaosGrounds';
import { readPort } from './options';

/** As many seeds as a person still types. */
const SEEDS = 1_000_000;

/** Adds `chaos`. */
export function addChaos(program: Command): void {
  program
    .command('chaos')
    .description(
      'break a portal, or a shop, of its own in every way, and see what holds',
    )
    .addArgument(
      new Argument('[what]', 'what is broken')
        .choices(['portal', 'shop'])
        .default('portal'),
    )
    .option('--short', 'only what takes a few minutes in all')
    .option(
      '--only <name...>',
      `only these cases; of the portal: ${namesOf(
        portalGround,
      )}; of the shop: ${namesOf(shopGround)}`,
    )
    .option(
      '--seed <number>',
      'repeat the random part of a run; drawn anew where it is left out',
      readSeed,
    )
    .option('--json', 'print the results as JSON')
    .option('--port <number>', 'of the portal; a free one by default', readPort)
    .option(
      '--data <folder>',
      "a new folder for the portal's data; temporary by default",
    )
    .option('--keep', 'leave the data folder with its logs')
    .option('--bundle <file>', 'a built portal to break, instead of building')
    .action((what: string, options: ChaosOptions) =>
      what === 'shop'
        ? chaos(shopGround, options)
        : chaos(portalGround, options),
    );
}

function namesOf<W extends World>({ cases }: Ground<W>): string {
  return cases.map(({ name }) => name).join(', ');
}

async function chaos<W extends World>(
  ground: Ground<W>,
  options: ChaosOptions,
): Promise<void> {
  const cases = chooseCases(ground.cases, options);
  const reporter = terminalReporter();
  const interrupt = new AbortController();
  const { signal } = interrupt;
  const stop = () => interrupt.abort(new Error('interrupted'));
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    const seed = options.seed ?? randomInt(SEEDS);
    reporter.info(`Seed ${seed}; the same again: --seed ${seed}`);
    const opened = await ground.open(options, reporter, signal);
    try {
      const { short = false } = options;
      const { world } = opened;
      const results = await Promise.race([
        runCases({ world, cases, seed, short, reporter }),
        whenAborted(signal),
      ]);
      const ok = results.every(({ broken }) => broken.length === 0);
      if (!ok) {
        const kept = await keepLogs(opened.logs);
        reporter.info(`The logs of its processes are in ${kept}`);
      }
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ seed, ok, cases: results }, null, 2)}\n`
          : `\n${renderResults(results)}`,
      );
      process.exitCode = ok ? 0 : 1;
    } finally {
      await opened.close();
    }
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    if (signal.aborted) {
      // The case that was cut off still waits for something that is gone.
      process.exit(130);
    }
  }
}

/** A case may wait for minutes; who interrupts it does not. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason)),
  );
}

function readSeed(value: string): number {
  if (!/^\d{1,9}$/.test(value)) {
    throw new InvalidArgumentError(`'${value}' is no seed: give a number`);
  }
  return Number(value);
}
