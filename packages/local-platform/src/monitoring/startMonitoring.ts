import type { ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import type { DataFolder } from '../data/DataFolder';
import type { InternalPorts } from '../data/ports';
import {
  sourceOf,
  type PlatformFile,
  type SourceDescription,
} from '../platform/PlatformFile';
import { ManagedProcess } from '../process/ManagedProcess';
import type { ProcessRegistry } from '../process/ProcessRegistry';
import { RotatingLog } from '../process/RotatingLog';
import type { Supervisor } from '../process/Supervisor';
import { untilOk } from '../shop/probes';
import { launchProgram } from '../shop/ShopProcess';
import type { RunningService } from '../shop/startShopService';
import type { Reporter } from '../terminal/Reporter';
import { ALERTMANAGER_CONFIG } from './alertmanagerConfig';
import { prometheusConfig } from './prometheusConfig';

/** The programs that watch the shop, where this machine has them. */
export interface MonitoringPrograms {
  prometheus: string | undefined;
  alertmanager: string | undefined;
}

/** What the monitoring of a run needs. */
export interface StartMonitoringOptions {
  programs: MonitoringPrograms;
  services: readonly RunningService[];
  trafficPort?: number;
  ruleFiles: readonly string[];
  data: DataFolder;
  ports: InternalPorts;
  supervisor: Supervisor;
  registry: ProcessRegistry;
  platform: PlatformFile;
  reporter: Reporter;
}

const FOLDER = 'prometheus';
const PROMETHEUS = {
  id: 'prometheus',
  title: 'Prometheus',
  origin: 'live',
} as const;
const ALERTMANAGER = {
  id: 'alertmanager',
  title: 'Alertmanager',
  origin: 'live',
} as const;
const GRACE_MS = 10_000;

/** Starts Prometheus and Alertmanager where they are installed, and says so where they are not. */
export async function startMonitoring(
  options: StartMonitoringOptions,
): Promise<void> {
  const { programs } = options;
  await Promise.all([
    programs.alertmanager
      ? startAlertmanager(programs.alertmanager, options)
      : tellMissing(options, ALERTMANAGER, {
          program: 'prometheus-alertmanager',
          reason: 'It is not on PATH. Nobody is told of alerts',
        }),
    programs.prometheus
      ? startPrometheus(programs.prometheus, options)
      : tellMissing(options, PROMETHEUS, {
          program: 'prometheus',
          reason: 'It is not on PATH. No metric of the shop is kept',
        }),
  ]);
}

async function tellMissing(
  { platform }: StartMonitoringOptions,
  source: typeof PROMETHEUS | typeof ALERTMANAGER,
  { program, reason }: { program: string; reason: string },
): Promise<void> {
  platform.set({
    ...source,
    state: 'not-set-up',
    reason,
    since: null,
    missing: program,
    snippet: `apt-get install ${program}`,
  });
}

async function startPrometheus(
  program: string,
  options: StartMonitoringOptions,
): Promise<void> {
  const { data, ports, programs } = options;
  await mkdir(data.file(FOLDER, 'data'), { recursive: true });
  const config = `${FOLDER}/prometheus.yml`;
  await data.write(
    config,
    prometheusConfig({
      ...options,
      alerts: programs.alertmanager !== undefined,
    }),
  );
  await start(options, {
    source: {
      ...PROMETHEUS,
      about: `On 127.0.0.1:${ports.prometheus}; it keeps 35 days`,
    },
    url: `http://127.0.0.1:${ports.prometheus}/-/ready`,
    launch: () =>
      launchHere(program, [
        `--config.file=${data.file(config)}`,
        `--storage.tsdb.path=${data.file(FOLDER, 'data')}`,
        `--web.listen-address=127.0.0.1:${ports.prometheus}`,
        '--storage.tsdb.retention.time=35d',
        // Blocks of invented history never merge with real ones.
        '--storage.tsdb.min-block-duration=2h',
        '--storage.tsdb.max-block-duration=2h',
        '--web.enable-lifecycle',
        '--log.level=warn',
      ]),
  });
}

async function startAlertmanager(
  program: string,
  options: StartMonitoringOptions,
): Promise<void> {
  const { data, ports } = options;
  await mkdir(data.file('alertmanager', 'data'), { recursive: true });
  const config = 'alertmanager/alertmanager.yml';
  await data.write(config, ALERTMANAGER_CONFIG);
  await start(options, {
    source: {
      ...ALERTMANAGER,
      about: `On 127.0.0.1:${ports.alertmanager}; it notifies nobody`,
    },
    url: `http://127.0.0.1:${ports.alertmanager}/-/ready`,
    launch: () =>
      launchHere(program, [
        `--config.file=${data.file(config)}`,
        `--storage.path=${data.file('alertmanager', 'data')}`,
        `--web.listen-address=127.0.0.1:${ports.alertmanager}`,
        '--cluster.listen-address=',
        '--log.level=warn',
      ]),
  });
}

function launchHere(program: string, args: readonly string[]): ChildProcess {
  return launchProgram(program, args, {}, { cwd: '/', detached: true });
}

async function start(
  options: StartMonitoringOptions,
  part: { source: SourceDescription; url: string; launch(): ChildProcess },
): Promise<void> {
  const { data, supervisor, registry, reporter, platform } = options;
  const { source, url, launch } = part;
  await supervisor.start(
    new ManagedProcess({
      name: source.id,
      title: source.title,
      launch: async () => launch(),
      ready: signal => untilOk(url, signal),
      stopSignal: 'SIGTERM',
      graceMs: GRACE_MS,
      log: new RotatingLog(data.logFile(source.id)),
      registry,
      reporter,
      onState: state => platform.set(sourceOf(source, state)),
    }),
  );
}
