import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { ALL_CASES, chooseCases } from '../chaos/cases';
import { ChaosWorld } from '../chaos/harness/ChaosWorld';
import { renderResults, runCases } from '../chaos/runCases';
import { DataFolder } from '../data/DataFolder';
import { drawFreePort } from '../data/freePort';
import { prepareInChild } from '../portal/prepareInChild';
import { unpackPortal } from '../portal/unpackPortal';
import { findCheckout, type Checkout } from '../terminal/checkout';
import { LauncherError } from '../terminal/LauncherError';
import { terminalReporter, type Reporter } from '../terminal/Reporter';
import { readPort, type PortOption } from './options';

type ChaosOptions = Partial<PortOption> & {
  short?: boolean;
  only?: string[];
  seed: number;
  json?: boolean;
  keep?: boolean;
  data?: string;
  bundle?: string;
};

/** Adds `chaos`. */
export function addChaos(program: Command): void {
  const names = ALL_CASES.map(({ name }) => name).join(', ');
  program
    .command('chaos')
    .description('break a portal of its own in every way, and see what holds')
    .option('--short', 'only what takes a few minutes in all')
    .option('--only <name...>', `only these cases: ${names}`)
    .option('--seed <number>', 'repeat the random part of a run', readSeed, 1)
    .option('--json', 'print the results as JSON')
    .option('--port <number>', 'of the portal; a free one by default', readPort)
    .option(
      '--data <folder>',
      'a new folder for the data; temporary by default',
    )
    .option('--keep', 'leave the data folder with its logs')
    .option('--bundle <file>', 'a built portal to break, instead of building')
    .action(chaos);
}

async function chaos(options: ChaosOptions): Promise<void> {
  const cases = chooseCases(options);
  const reporter = terminalReporter();
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new Error('interrupted'));
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const data = DataFolder.at(
    options.data ?? (await mkdtemp(join(tmpdir(), 'portico-chaos-'))),
  );
  if (await data.exists()) {
    throw new LauncherError(`${data.path} is not empty`, {
      fix: 'name a new folder with --data',
    });
  }
  let world: ChaosWorld | undefined;
  try {
    reporter.info(`Seed ${options.seed}, data in ${data.path}`);
    world = await ChaosWorld.create({
      checkout: findCheckout(),
      data,
      port: options.port ?? (await drawFreePort([])),
      reporter,
      signal: interrupt.signal,
      unpack: target => unpack(target, options, reporter, interrupt.signal),
    });
    const { seed, short = false } = options;
    const results = await Promise.race([
      runCases({ world, cases, seed, short, reporter }),
      whenAborted(interrupt.signal),
    ]);
    const ok = results.every(({ broken }) => broken.length === 0);
    if (!ok) {
      reporter.info(`The logs of its processes are in ${await keepLogs(data)}`);
    }
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ seed, ok, cases: results }, null, 2)}\n`
        : `\n${renderResults(results)}`,
    );
    process.exitCode = ok ? 0 : 1;
  } finally {
    await world?.destroy();
    process.off('SIGINT', stop).off('SIGTERM', stop);
    if (!options.keep) {
      await rm(data.path, { recursive: true, force: true });
    }
    if (interrupt.signal.aborted) {
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

/** The folder of the run goes away, and its logs tell why something is broken. */
async function keepLogs(data: DataFolder): Promise<string> {
  const target = join(findCheckout().cache, 'logs', 'chaos');
  await rm(target, { recursive: true, force: true });
  await cp(data.file('logs'), target, { recursive: true });
  return target;
}

async function unpack(
  target: string,
  { bundle }: ChaosOptions,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<void> {
  const checkout: Checkout = findCheckout();
  if (!bundle) {
    await prepareInChild({ checkout, target, reporter, signal });
    return;
  }
  const build = { archive: bundle, inputs: bundle };
  await unpackPortal({ build, root: checkout.root, target });
}

function readSeed(value: string): number {
  if (!/^\d{1,9}$/.test(value)) {
    throw new InvalidArgumentError(`'${value}' is no seed: give a number`);
  }
  return Number(value);
}
