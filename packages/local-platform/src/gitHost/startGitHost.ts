import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InternalPorts } from '../data/ports';
import type { DataFolder } from '../data/DataFolder';
import { answers } from '../data/freePort';
import type { Secrets } from '../data/secrets';
import { ManagedProcess, type ProcessState } from '../process/ManagedProcess';
import type { ProcessRegistry } from '../process/ProcessRegistry';
import { RotatingLog } from '../process/RotatingLog';
import type { Supervisor } from '../process/Supervisor';
import type { Checkout } from '../terminal/checkout';
import type { Reporter } from '../terminal/Reporter';

/** What a supervised Git host needs. */
export interface StartGitHostOptions {
  checkout: Checkout;
  data: DataFolder;
  port: number;
  ports: InternalPorts;
  secrets: Secrets;
  supervisor: Supervisor;
  registry: ProcessRegistry;
  reporter: Reporter;
  onState(state: ProcessState): void;
}

export async function startGitHost(
  options: StartGitHostOptions,
): Promise<void> {
  const { checkout, data, supervisor, registry, reporter, ports } = options;
  await supervisor.start(
    new ManagedProcess({
      name: 'git-host',
      title: 'The Git host',
      launch: async () =>
        spawn(
          process.execPath,
          [join(checkout.bundles, 'github-emulator.cjs')],
          {
            cwd: '/',
            env: { ...process.env },
            stdio: ['ignore', 'pipe', 'pipe'],
            detached: true,
          },
        ),
      ready: async signal => {
        while (!(await answers('127.0.0.1', ports.gitHost))) {
          await sleep(50, undefined, { signal });
        }
      },
      stopSignal: 'SIGTERM',
      graceMs: 10_000,
      log: new RotatingLog(data.logFile('git-host')),
      registry,
      reporter,
      onState: options.onState,
    }),
  );
}
