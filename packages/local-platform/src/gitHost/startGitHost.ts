import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InternalPorts } from '../data/ports';
import type { DataFolder } from '../data/DataFolder';
import type { Secrets } from '../data/secrets';
import { PLATFORM_REPOSITORY } from '../portal/runConfig';
import { ManagedProcess, type ProcessState } from '../process/ManagedProcess';
import type { ProcessRegistry } from '../process/ProcessRegistry';
import { RotatingLog } from '../process/RotatingLog';
import type { Supervisor } from '../process/Supervisor';
import type { Checkout } from '../terminal/checkout';
import { LauncherError } from '../terminal/LauncherError';
import type { Reporter } from '../terminal/Reporter';
import { describeSeed, GitHostTalk } from './GitHostTalk';

const READY_TIMEOUT_MS = 120_000;

/** What a supervised Git host needs. */
export interface StartGitHostOptions {
  checkout: Checkout;
  data: DataFolder;
  /** The portal's port: where events are sent. */
  port: number;
  ports: Pick<InternalPorts, 'gitHost'>;
  secrets: Secrets;
  supervisor: Supervisor;
  registry: ProcessRegistry;
  reporter: Reporter;
  onState(state: ProcessState): void;
}

/** Starts the supervised Git host, with the checkout in its platform repository. */
export async function startGitHost(
  options: StartGitHostOptions,
): Promise<void> {
  const { checkout, data, supervisor, registry, reporter } = options;
  let talk: GitHostTalk | undefined;
  await supervisor.start(
    new ManagedProcess({
      name: 'git-host',
      title: 'The Git host',
      launch: async () => {
        const child = spawn(
          process.execPath,
          [join(checkout.bundles, 'github-emulator.cjs')],
          {
            cwd: '/',
            // After a crash it goes on with what it has: only a start seeds.
            env: environment(options, { seed: talk === undefined }),
            stdio: ['ignore', 'pipe', 'pipe'],
            detached: true,
          },
        );
        talk = new GitHostTalk(child);
        return child;
      },
      ready: signal => untilReady(talk, signal),
      stopSignal: 'SIGTERM',
      graceMs: 10_000,
      log: new RotatingLog(data.logFile('git-host')),
      registry,
      reporter,
      onState: options.onState,
    }),
  );
  talk?.seeded.flatMap(describeSeed).forEach(reporter.info);
}

async function untilReady(
  talk: GitHostTalk | undefined,
  signal: AbortSignal,
): Promise<void> {
  const timeout = sleep(READY_TIMEOUT_MS, 'late', { signal, ref: false });
  const stopped = once(signal, 'abort').then(() => 'stopped');
  const result = await Promise.race([talk?.ready, timeout, stopped]);
  signal.throwIfAborted();
  if (result === 'late') {
    throw new LauncherError('The Git host did not answer within 2 minutes');
  }
}

function environment(
  { data, port, ports, secrets, checkout }: StartGitHostOptions,
  { seed }: { seed: boolean },
): NodeJS.ProcessEnv {
  const platform = {
    ...PLATFORM_REPOSITORY,
    source: checkout.root,
    description: 'The platform: its catalog, infrastructure and environments',
    // A data folder inside the checkout holds secrets and is never published.
    exclude: [data.path],
  };
  return {
    ...process.env,
    TMPDIR: data.temporary,
    GITHUB_EMULATOR_DATA: data.file('git-host'),
    GITHUB_EMULATOR_PORT: String(ports.gitHost),
    GITHUB_EMULATOR_TOKEN: secrets.gitHostToken,
    GITHUB_EMULATOR_ORGANIZATIONS: PLATFORM_REPOSITORY.owner,
    GITHUB_EMULATOR_WEBHOOK_URL: `http://127.0.0.1:${port}/api/events/http/github`,
    GITHUB_EMULATOR_WEBHOOK_SECRET: secrets.webhookSecret,
    GITHUB_EMULATOR_SEEDS: JSON.stringify(seed ? [platform] : []),
  };
}
