import { Argument, InvalidArgumentError, type Command } from 'commander';
import { DataFolder } from '../data/DataFolder';
import { readPorts } from '../data/ports';
import { FaultSwitch, type Fault } from '../shop/FaultSwitch';
import { SERVICES, type ServiceName } from '../shop/services';
import { LauncherError } from '../terminal/LauncherError';
import { findRun } from '../up/RunFile';
import { addData, type DataOption } from './options';

const KINDS = ['slow', 'errors', 'crash', 'off'] as const;

type Kind = (typeof KINDS)[number];

interface FaultOptions extends DataOption {
  delay?: number;
  ratio?: number;
}

/** Adds `fault`. */
export function addFault(program: Command): void {
  addData(program.command('fault'))
    .description('make a service slow, failing or crashing, until `off`')
    .addArgument(
      new Argument('<service>', 'order, or order-service').argParser(
        readService,
      ),
    )
    .addArgument(new Argument('<fault>', 'what goes wrong').choices(KINDS))
    .option('--delay <ms>', 'how slow: 1 to 60000 milliseconds', readDelay)
    .option(
      '--ratio <number>',
      'how many requests fail: above 0, up to 1',
      readRatio,
    )
    .action(async (service: ServiceName, kind: Kind, options: FaultOptions) => {
      process.stdout.write(`${await switchFault(service, kind, options)}\n`);
    });
}

/** Switches a fault of a running service; answers with what was done. */
export async function switchFault(
  service: ServiceName,
  kind: Kind,
  options: FaultOptions,
): Promise<string> {
  const fault = faultOf(kind, options);
  const data = DataFolder.at(options.data);
  const run = await findRun(data);
  const adminPort = (await readPorts(data))?.[`${service}Admin`];
  if (!run?.ports.services[service] || adminPort === undefined) {
    throw new LauncherError(
      `${service}-service does not run with ${data.path}`,
      { fix: `./portico up --data ${data.path}` },
    );
  }
  const heard = await new FaultSwitch(data, { service, adminPort }).set(fault);
  const name = `${service}-service`;
  if (!heard) {
    return kind === 'off'
      ? `${name} does not answer now; it has no fault when it starts again`
      : `${name} does not answer now; it has the fault "${kind}" when it starts again`;
  }
  return kind === 'off'
    ? `${name} has no fault any more`
    : `${name} has the fault "${kind}" until './portico fault ${service} off'`;
}

function faultOf(kind: Kind, { delay, ratio }: FaultOptions): Fault {
  if (delay !== undefined && kind !== 'slow') {
    throw new LauncherError(`--delay belongs to the fault "slow"`);
  }
  if (ratio !== undefined && kind !== 'errors') {
    throw new LauncherError(`--ratio belongs to the fault "errors"`);
  }
  switch (kind) {
    case 'slow':
      return { fault: kind, delayMs: delay };
    case 'errors':
      return { fault: kind, ratio };
    default:
      return { fault: kind };
  }
}

function readService(value: string): ServiceName {
  const name = value.replace(/-service$/, '');
  const found = SERVICES.find(each => each === name);
  if (found) return found;
  throw new InvalidArgumentError(`Name one of ${SERVICES.join(', ')}.`);
}

function readDelay(value: string): number {
  const delay = Number(value);
  if (Number.isInteger(delay) && delay >= 1 && delay <= 60_000) return delay;
  throw new InvalidArgumentError('Give a whole number from 1 to 60000.');
}

function readRatio(value: string): number {
  const ratio = Number(value);
  if (ratio > 0 && ratio <= 1) return ratio;
  throw new InvalidArgumentError('Give a number above 0, up to 1.');
}
