import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Argument, InvalidArgumentError, type Command } from 'commander';
import { DataFolder } from '../data/DataFolder';
import { EXIT, LoadTestError } from '../loadTest/LoadTestError';
import { runLoadTest } from '../loadTest/runLoadTest';
import { ADDRESS_VARIABLES, shopAddresses } from '../loadTest/shopAddresses';
import { findProgram } from '../system/execute';
import { findCheckout } from '../terminal/checkout';
import { describeFailure, LauncherError } from '../terminal/LauncherError';
import { terminalReporter, type Reporter } from '../terminal/Reporter';
import { findRun } from '../up/RunFile';
import { addData, type DataOption } from './options';

/** The scripts that `load` knows, in the checkout. */
const SCRIPTS: Record<string, string> = { journey: 'services/load-test.js' };

interface LoadOptions extends DataOption {
  scale?: string;
  summary: string;
  env: Record<string, string>;
}

/** Adds `load`. */
export function addLoad(program: Command): void {
  addData(program.command('load'))
    .description('run a load test, with k6 or with its stand-in')
    .addArgument(
      new Argument('[what]', 'what is done')
        .choices(Object.keys(SCRIPTS))
        .default('journey'),
    )
    .option(
      '--scale <number>',
      'a part of durations and users; 0.02 is 36 seconds',
      readScale,
    )
    .option(
      '--summary <file>',
      "where the summary goes, in the shape of k6's handleSummary",
      join(findCheckout().cache, 'load-test-summary.json'),
    )
    .option(
      '-e, --env <name=value>',
      'what the script reads, like BASE_URL=http://localhost:8080; may be repeated',
      readVariable,
      {},
    )
    .action(async (what: string, options: LoadOptions) => {
      process.exitCode = await load(what, options);
    });
}

async function load(what: string, options: LoadOptions): Promise<number> {
  const { root } = findCheckout();
  const reporter = terminalReporter();
  const script = join(root, SCRIPTS[what]);
  const env = {
    ...(await runningShop(options)),
    ...options.env,
    ...(options.scale !== undefined && { SCALE: options.scale }),
    SUMMARY_FILE: resolve(options.summary),
  };
  await mkdir(dirname(env.SUMMARY_FILE), { recursive: true });
  const k6 = await findProgram('k6');
  if (k6) return runK6(k6, script, env);
  reporter.info('There is no k6 on PATH, so its stand-in runs the script');
  return runStandIn(root, script, env, reporter);
}

/** The addresses of the shop that runs here, where nobody names another. */
async function runningShop({
  env,
  data,
}: LoadOptions): Promise<Record<string, string>> {
  const named = { ...process.env, ...env };
  if (ADDRESS_VARIABLES.some(name => named[name])) return {};
  const folder = DataFolder.at(data);
  const services = (await findRun(folder))?.ports.services ?? {};
  const addresses = shopAddresses(name => {
    const port = services[name];
    return port === undefined ? undefined : `http://127.0.0.1:${port}`;
  });
  if (Object.keys(addresses).length === 0) {
    throw new LauncherError(`No shop runs with ${folder.path}`, {
      fix: './portico up, or name an address: -e BASE_URL=http://localhost:8080',
    });
  }
  return addresses;
}

function runK6(
  k6: string,
  script: string,
  env: Record<string, string>,
): Promise<number> {
  const variables = Object.entries(env).flatMap(([name, value]) => [
    '-e',
    `${name}=${value}`,
  ]);
  const child = spawn(k6, ['run', ...variables, script], { stdio: 'inherit' });
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', code => done(code ?? 1));
  });
}

async function runStandIn(
  root: string,
  script: string,
  given: Record<string, string>,
  reporter: Reporter,
): Promise<number> {
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new Error('interrupted'));
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    const { exitCode, outputs } = await runLoadTest({
      root,
      script,
      // As k6 does, which gives a script the whole environment.
      env: { ...(process.env as Record<string, string>), ...given },
      reporter,
      signal: interrupt.signal,
    });
    for (const [file, text] of Object.entries(outputs)) {
      if (file === 'stdout') process.stdout.write(text);
      else if (file === 'stderr') process.stderr.write(text);
      else await writeFile(file, text);
    }
    return exitCode;
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    if (!(error instanceof LoadTestError)) throw error;
    process.stderr.write(`\nportico: ${describeFailure(error)}\n`);
    return error.exitCode;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function readScale(value: string): string {
  const scale = Number(value);
  if (value.trim() !== '' && scale >= 0.001 && scale <= 1) return value;
  throw new InvalidArgumentError(
    `'${value}' is no scale: give a number from 0.001 to 1`,
  );
}

function readVariable(
  text: string,
  before: Record<string, string>,
): Record<string, string> {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) {
    throw new InvalidArgumentError(`'${text}' is not like NAME=value`);
  }
  return { ...before, [name]: value };
}
