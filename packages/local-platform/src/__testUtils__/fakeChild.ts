import { spawn, type ChildProcess } from 'node:child_process';

/** Starts a tiny Node process, in a group of its own as the supervisor does. */
export function fakeChild(script: string, args: string[] = []): ChildProcess {
  return spawn(process.execPath, ['-e', script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

/** Runs until it is told to stop, and then ends at once. */
export const OBEDIENT = 'setInterval(() => {}, 1000)';

/** Runs until it is killed. */
export const STUBBORN =
  "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
