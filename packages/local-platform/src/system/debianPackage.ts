import { createInterface } from 'node:readline/promises';
import type { Reporter } from '../terminal/Reporter';
import { runStep } from '../terminal/runStep';
import { findProgram } from './execute';

/** How a system package is offered. */
export interface PackageOffer {
  /** The Debian package. */
  name: string;
  /** What it is for, as the end of "… is needed for". */
  purpose: string;
  /** Install without asking. */
  yes: boolean;
  logFile: string;
  reporter: Reporter;
}

/** Whether we may install Debian packages here. */
export async function canInstallPackages(): Promise<boolean> {
  return (
    process.getuid?.() === 0 && (await findProgram('apt-get')) !== undefined
  );
}

/** Installs a Debian package after asking; false when that is not to be. */
export async function offerPackage(offer: PackageOffer): Promise<boolean> {
  const { name, purpose, yes, reporter, logFile } = offer;
  if (!(await canInstallPackages())) {
    return false;
  }
  if (
    !yes &&
    !(await confirm(`${name} is needed for ${purpose}. Install it?`))
  ) {
    return false;
  }
  reporter.info(`Installing the Debian package ${name}, for ${purpose}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const step = { command: 'apt-get', cwd: '/', logFile, reporter, env };
  await runStep({
    ...step,
    title: 'Reading the package lists',
    args: ['update', '-qq'],
  });
  await runStep({
    ...step,
    title: `Installing ${name}`,
    args: ['install', '-y', '-qq', '--no-install-recommends', name],
  });
  return true;
}

/** Asks at the terminal; without one the answer is no. */
async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    return false;
  }
  const terminal = createInterface({
    input: process.stdin,
    output: process.stderr,
  });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
