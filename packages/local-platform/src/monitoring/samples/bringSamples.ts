import type { SourceStatus } from '@portico/plugin-timeline-common';
import type { SourceTools } from '../../platform/startSource';
import { messageOf } from '../../terminal/LauncherError';
import type { MonitoringPrograms } from '../startMonitoring';
import { SampleBlocks, type SampleHistory } from './SampleBlocks';
import { HISTORY_DAYS } from './sampleSteps';

/** What the invented history of a run needs. */
export interface BringSamplesOptions
  extends Pick<SourceTools, 'data' | 'platform' | 'reporter'> {
  programs: Pick<MonitoringPrograms, 'prometheus' | 'promtool'>;
  /** Whether invented data is wanted. */
  samples: boolean;
  /** The Prometheus of somebody else: nothing is put into it. */
  prometheusUrl?: string;
  signal: AbortSignal;
}

/** Starts Portico again without what is invented. */
const REMOVE = './portico down && ./portico up --no-samples';

const SOURCE = {
  id: 'sample-history',
  title: 'Sample history',
  origin: 'sample',
  since: null,
  missing: null,
  snippet: null,
} as const;

/**
 * Sees to the invented history of staging and prod before Prometheus starts;
 * whatever becomes of it, it is told, and the start goes on.
 */
export async function bringSamples(
  options: BringSamplesOptions,
): Promise<void> {
  const { data, platform, reporter, programs, signal } = options;
  const blocks = new SampleBlocks(data);
  try {
    if (!options.samples) {
      await blocks.remove();
      platform.set(noSamples('--no-samples was given'));
      return;
    }
    if (options.prometheusUrl) {
      platform.set(noSamples('Prometheus is given by PROMETHEUS_URL'));
      return;
    }
    const { prometheus, promtool } = programs;
    if (!prometheus || !promtool) {
      platform.set(missing(prometheus ? 'promtool' : 'prometheus'));
      return;
    }
    const history = await blocks.ensure(promtool, signal);
    platform.set(statusOf(history));
    if (history.there && history.built) {
      reporter.info(
        `${HISTORY_DAYS} days of staging and prod are invented, as samples`,
      );
    }
  } catch (error) {
    if (signal.aborted) return;
    const reason = `No sample history: ${messageOf(error)}`;
    platform.set({ ...SOURCE, state: 'down', reason });
    reporter.warn(reason);
  }
}

/** Debian brings both in one package. */
function missing(program: string): SourceStatus {
  return {
    ...noSamples(`${program} is missing`),
    missing: program,
    snippet: 'apt-get install prometheus',
  };
}

function noSamples(reason: string): SourceStatus {
  const state = 'not-set-up';
  return { ...SOURCE, state, reason: `No sample history: ${reason}` };
}

function statusOf(history: SampleHistory): SourceStatus {
  if (!history.there) return noSamples(history.reason);
  const until = history.until.toISOString().slice(0, 16).replace('T', ' ');
  return {
    ...SOURCE,
    state: 'ok',
    reason: `${HISTORY_DAYS} invented days of staging and prod, to ${until} UTC. They go away when Portico starts without them`,
    snippet: REMOVE,
  };
}
