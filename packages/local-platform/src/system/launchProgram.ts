import {
  spawn,
  type ChildProcess,
  type SpawnOptions,
} from 'node:child_process';
import { frugalMemory } from './frugalMemory';

/** Starts a program that writes to pipes, with nothing of our environment but the path and how to use memory. */
export function launchProgram(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  options: Pick<SpawnOptions, 'cwd' | 'detached'> = {},
): ChildProcess {
  return spawn(command, [...args], {
    ...options,
    env: { PATH: process.env.PATH ?? '', ...frugalMemory(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The same for what is supervised: in a group of its own, and in no folder that could not be removed then. */
export function launchSupervised(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  return launchProgram(command, args, env, { cwd: '/', detached: true });
}
