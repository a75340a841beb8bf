import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { DataFolder } from '../data/DataFolder';
import { PREPARE_COMMAND, prepareForParent } from '../portal/prepareInChild';
import { RotatingLog } from '../process/RotatingLog';
import { findCheckout } from '../terminal/checkout';
import { LauncherError } from '../terminal/LauncherError';
import {
  createReporter,
  terminalReporter,
  type Reporter,
} from '../terminal/Reporter';
import { SWEEP_COMMAND, sweepAfterDeath } from '../up/deathWatch';
import { describeSilentEnd, startDetached, tellParent } from '../up/detached';
import { DEFAULT_PER_MINUTE } from '../traffic/startTraffic';
import { readGivenFarEnds } from '../up/givenFarEnds';
import { offerShopPrograms, requireGit } from '../up/preflight';
import { findRun, findSupervisor } from '../up/RunFile';
import { summary } from '../up/summary';
import { supervise } from '../up/supervise';
import {
  addData,
  addPort,
  readVisits,
  type DataOption,
  type PortOption,
} from './options';

const START_TIMEOUT_MS = 15 * 60_000;

type UpOptions = DataOption &
  PortOption & {
    detach?: boolean;
    yes?: boolean;
    /** Visits a minute; false for none. */
    traffic: number | false;
    samples: boolean;
  };

/** Adds `up`, and the command it uses to stay in the background. */
export function addUp(program: Command): void {
  addShopOptions(addPort(addData(program.command('up'))))
    .description('install, build, start everything and print the address')
    .option('--detach', 'return when everything answers; `down` stops it')
    .option('--yes', 'install missing system packages without asking')
    .action(up);
  addShopOptions(
    addPort(addData(program.command('supervise', { hidden: true }))),
  ).action(superviseDetached);
  addData(program.command(SWEEP_COMMAND, { hidden: true })).action(
    (options: DataOption) => sweepAfterDeath(DataFolder.at(options.data)),
  );
  program
    .command(PREPARE_COMMAND, { hidden: true })
    .argument('<target>')
    .action((target: string) => prepareForParent(findCheckout(), target));
}

function addShopOptions(command: Command): Command {
  return command
    .option(
      '--traffic <visits>',
      'how many invented shoppers visit the shop in a minute',
      readVisits,
      DEFAULT_PER_MINUTE,
    )
    .option('--no-traffic', 'let nobody visit the shop')
    .option(
      '--no-samples',
      'invent no history of staging and prod, and remove what was invented',
    );
}

/** Starts a stack, or tells where it already runs. */
export async function up(options: UpOptions): Promise<void> {
  const reporter = terminalReporter();
  const checkout = findCheckout();
  const data = DataFolder.at(options.data);
  if (await findSupervisor(data)) {
    await tellRunning(data, options.port, reporter);
    return;
  }
  const logFile = join(checkout.cache, 'logs', 'packages.log');
  const offer = { yes: options.yes ?? false, logFile, reporter };
  await requireGit(offer);
  await offerShopPrograms(offer, readGivenFarEnds());
  const traffic = options.traffic || 0;
  await (options.detach ? upDetached : upForeground)(
    { data, port: options.port, traffic, samples: options.samples },
    reporter,
  );
}

/** What a stack is started with. */
interface Start {
  data: DataFolder;
  port: number;
  traffic: number;
  samples: boolean;
}

async function upForeground(start: Start, reporter: Reporter): Promise<void> {
  const { data, port } = start;
  const result = await supervise({
    ...start,
    checkout: findCheckout(),
    ...readGivenFarEnds(),
    reporter,
    onReady: run => {
      process.stdout.write(summary(run, data.path));
      process.stdout.write('Press Ctrl-C to stop everything.\n');
    },
  });
  if (result.outcome === 'busy') {
    await tellRunning(data, port, reporter);
  }
}

async function upDetached(start: Start, reporter: Reporter): Promise<void> {
  const { data, port } = start;
  await data.create();
  const bundle = join(findCheckout().bundles, 'portico.cjs');
  const result = await startDetached({ bundle, ...start });
  switch (result.outcome) {
    case 'ready':
    case 'busy':
      await tellRunning(data, port, reporter);
      return;
    case 'interrupted':
      throw new LauncherError('The start was interrupted; nothing runs');
    case 'failed':
      process.exitCode = 1;
      return;
    case 'ended':
      throw await describeSilentEnd(data);
    default:
      throw new Error(`Unknown outcome: ${result satisfies never}`);
  }
}

/** Prints where a stack answers, waiting while it still starts. */
async function tellRunning(
  data: DataFolder,
  port: number,
  reporter: Reporter,
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (let first = true; ; first = false) {
    const run = await findRun(data);
    if (run && run.ports.portal !== port) {
      throw new LauncherError(
        `Portico already runs with ${data.path}, on port ${run.ports.portal}`,
        { fix: `./portico down --data ${data.path}, then start it on ${port}` },
      );
    }
    if (run) {
      process.stdout.write(summary(run, data.path));
      process.stdout.write(`Stop it with ./portico down --data ${data.path}\n`);
      return;
    }
    const supervisor = await findSupervisor(data);
    if (!supervisor) {
      throw new LauncherError(`The run that held ${data.path} has ended`);
    }
    if (Date.now() > deadline) {
      throw new LauncherError(
        `Process ${supervisor.pid} does not finish its start with ${data.path}`,
        { fix: `./portico down --data ${data.path}` },
      );
    }
    if (first) {
      reporter.info(`Process ${supervisor.pid} is starting it; waiting`);
    }
    await sleep(250);
  }
}

/** The background half of `up --detach`: tells its parent, as long as there is one. */
async function superviseDetached(options: UpOptions): Promise<void> {
  const data = DataFolder.at(options.data);
  const log = new RotatingLog(data.logFile('supervisor'));
  const reporter = createReporter(text => {
    log.write(text);
    void tellParent({ type: 'text', text });
  });
  try {
    const result = await supervise({
      checkout: findCheckout(),
      data,
      port: options.port,
      ...readGivenFarEnds(),
      traffic: options.traffic || 0,
      samples: options.samples,
      reporter,
      onReady: () => void tellParent({ type: 'ready' }),
    });
    if (result.outcome === 'busy') {
      await tellParent({ type: 'busy', holder: result.holder });
    }
  } catch (error) {
    reporter.failure(error);
    await tellParent({ type: 'failed' });
    process.exitCode = 1;
  }
}
