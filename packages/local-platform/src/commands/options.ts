import { InvalidArgumentError, type Command } from 'commander';
import { join } from 'node:path';
import { parsePort } from '../data/ports';
import { findCheckout } from '../terminal/checkout';
import { MOST_PER_MINUTE } from '../traffic/Traffic';

/** What --data gives. */
export interface DataOption {
  data: string;
}

/** What --port gives. */
export interface PortOption {
  port: number;
}

/** Adds --data, the folder that tells one running Portico from the other. */
export function addData(command: Command): Command {
  return command.option(
    '--data <folder>',
    'the folder that holds everything this Portico keeps',
    join(findCheckout().root, '.portico'),
  );
}

/** Adds --port. */
export function addPort(command: Command): Command {
  return command.option(
    '--port <number>',
    'the port that the portal answers on',
    readPort,
    7007,
  );
}

/** Reads the value of a port. */
export function readPort(value: string): number {
  try {
    return parsePort(value);
  } catch (error) {
    throw new InvalidArgumentError(
      error instanceof Error ? error.message : String(error),
    );
  }
}

/** Reads a number of visits a minute. */
export function readVisits(value: string): number {
  const visits = Number(value);
  if (value.trim() !== '' && visits >= 0 && visits <= MOST_PER_MINUTE) {
    return visits;
  }
  throw new InvalidArgumentError(
    `Give a number from 0 to ${MOST_PER_MINUTE}, in visits a minute.`,
  );
}
