import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { DataFolder } from '../data/DataFolder';
import { ManagedProcess } from '../process/ManagedProcess';
import type { ProcessRegistry } from '../process/ProcessRegistry';
import { RotatingLog } from '../process/RotatingLog';
import type { Supervisor } from '../process/Supervisor';
import { frugalMemory } from '../system/frugalMemory';
import type { Reporter } from '../terminal/Reporter';
import { PortalClient } from './PortalClient';

/** The file with the configuration of one run. */
export const RUN_CONFIG_FILE = 'app-config.run.yaml';

/** What a supervised portal needs. */
export interface StartPortalOptions {
  root: string;
  data: DataFolder;
  url: string;
  supervisor: Supervisor;
  registry: ProcessRegistry;
  reporter: Reporter;
}

/** Starts the unpacked portal and waits until its front page opens. */
export async function startPortal(
  options: StartPortalOptions,
): Promise<PortalClient> {
  const { root, data, supervisor, registry, reporter } = options;
  const client = new PortalClient(options.url);
  await supervisor.start(
    new ManagedProcess({
      name: 'portal',
      title: 'The portal',
      launch: async () =>
        launchPortal({
          app: data.file('app'),
          configs: [join(root, 'app-config.yaml'), data.file(RUN_CONFIG_FILE)],
          temporary: data.temporary,
        }),
      ready: signal => client.waitUntilServed(signal),
      stopSignal: 'SIGTERM',
      // It waits for open requests, and its own event bus always holds some.
      graceMs: 5_000,
      log: new RotatingLog(data.logFile('portal')),
      registry,
      reporter,
    }),
  );
  return client;
}

/** Starts the process of an unpacked portal, in a group of its own; later configurations win. */
export function launchPortal(options: {
  app: string;
  configs: string[];
  temporary: string;
}): ChildProcess {
  const { app, configs, temporary } = options;
  const args = [
    '--preserve-symlinks',
    '--preserve-symlinks-main',
    join(app, 'packages', 'backend'),
    ...configs.flatMap(file => ['--config', file]),
  ];
  return spawn(process.execPath, args, {
    cwd: app,
    env: {
      ...process.env,
      ...frugalMemory(process.env),
      NODE_ENV: 'production',
      // A killed portal leaves its temporary files where they are ours.
      TMPDIR: temporary,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}
