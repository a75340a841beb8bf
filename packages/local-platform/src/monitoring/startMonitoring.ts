import { mkdir } from 'node:fs/promises';
import type { InternalPorts } from '../data/ports';
import {
  missingProgram,
  type SourceDescription,
} from '../platform/PlatformFile';
import { startSource, type SourceTools } from '../platform/startSource';
import { useGiven } from '../platform/useGiven';
import { untilOk } from '../system/probes';
import type { RunningService } from '../shop/startShopService';
import { launchSupervised } from '../system/launchProgram';
import { alertmanagerConfig, type AlertReceiver } from './alertmanagerConfig';
import { askPrometheus, describePrometheus } from './externalPrometheus';
import { prometheusConfig } from './prometheusConfig';
import {
  PROMETHEUS_FOLDER,
  prometheusDataFolder,
  RETENTION_DAYS,
  storageArguments,
} from './prometheusFolder';

/** The programs that watch the shop, where this machine has them. */
export interface MonitoringPrograms {
  prometheus: string | undefined;
  /** Makes the invented history. */
  promtool: string | undefined;
  alertmanager: string | undefined;
}

/** What the monitoring of a run needs. */
export interface StartMonitoringOptions extends SourceTools {
  programs: MonitoringPrograms;
  services: readonly RunningService[];
  trafficPort?: number;
  ruleFiles: readonly string[];
  ports: InternalPorts;
  /** The Prometheus of somebody else, in place of ours; it may hold a password. */
  prometheusUrl?: string;
  signal: AbortSignal;
  /** Ends when the folder of Prometheus holds what it shall find there. */
  samples: Promise<void>;
  /** Where alerts go. */
  alerts: AlertReceiver;
}

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
  const { programs, platform, prometheusUrl } = options;
  if (prometheusUrl) {
    await usePrometheus(prometheusUrl, options);
    return;
  }
  await Promise.all([
    programs.alertmanager
      ? startAlertmanager(programs.alertmanager, options)
      : platform.set(
          missingProgram(ALERTMANAGER, {
            program: 'prometheus-alertmanager',
            reason: 'It is not on PATH. Nobody is told of alerts',
          }),
        ),
    programs.prometheus
      ? startPrometheus(programs.prometheus, options)
      : platform.set(
          missingProgram(PROMETHEUS, {
            program: 'prometheus',
            reason: 'It is not on PATH. No metric of the shop is kept',
          }),
        ),
  ]);
}

/** It asks and alerts as its owner wants it to. */
async function usePrometheus(
  url: string,
  options: StartMonitoringOptions,
): Promise<void> {
  options.platform.set({
    ...ALERTMANAGER,
    state: 'not-set-up',
    reason:
      'It is not started: PROMETHEUS_URL gives a Prometheus, which tells its own',
    since: null,
    missing: null,
    snippet: null,
  });
  await useGiven(
    {
      source: PROMETHEUS,
      variable: 'PROMETHEUS_URL',
      place: describePrometheus(url),
      ask: () => askPrometheus(url),
    },
    options,
  );
}

async function startPrometheus(
  program: string,
  options: StartMonitoringOptions,
): Promise<void> {
  const { data, ports, programs, samples } = options;
  const folder = prometheusDataFolder(data);
  await mkdir(folder, { recursive: true });
  const config = `${PROMETHEUS_FOLDER}/prometheus.yml`;
  await data.write(
    config,
    prometheusConfig({
      ...options,
      alerts: programs.alertmanager !== undefined,
    }),
  );
  await samples;
  await start(options, {
    source: {
      ...PROMETHEUS,
      about: `On 127.0.0.1:${ports.prometheus}; it keeps ${RETENTION_DAYS} days`,
    },
    url: `http://127.0.0.1:${ports.prometheus}/-/ready`,
    program,
    args: [
      `--config.file=${data.file(config)}`,
      `--web.listen-address=127.0.0.1:${ports.prometheus}`,
      ...storageArguments(folder),
      '--web.enable-lifecycle',
      '--log.level=warn',
    ],
  });
}

async function startAlertmanager(
  program: string,
  options: StartMonitoringOptions,
): Promise<void> {
  const { data, ports } = options;
  await mkdir(data.file('alertmanager', 'data'), { recursive: true });
  const config = 'alertmanager/alertmanager.yml';
  await data.write(config, alertmanagerConfig(options.alerts));
  await start(options, {
    source: {
      ...ALERTMANAGER,
      about: `On 127.0.0.1:${ports.alertmanager}; it tells the portal`,
    },
    url: `http://127.0.0.1:${ports.alertmanager}/-/ready`,
    program,
    args: [
      `--config.file=${data.file(config)}`,
      `--storage.path=${data.file('alertmanager', 'data')}`,
      `--web.listen-address=127.0.0.1:${ports.alertmanager}`,
      '--cluster.listen-address=',
      '--log.level=warn',
    ],
  });
}

async function start(
  options: StartMonitoringOptions,
  part: {
    source: SourceDescription;
    url: string;
    program: string;
    args: readonly string[];
  },
): Promise<void> {
  const { source, url, program, args } = part;
  await startSource(options, source, {
    launch: async () => launchSupervised(program, args),
    ready: signal => untilOk(url, signal),
    graceMs: GRACE_MS,
  });
}
