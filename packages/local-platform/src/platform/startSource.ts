import type { DataFolder } from '../data/DataFolder';
import {
  ManagedProcess,
  type ManagedProcessOptions,
} from '../process/ManagedProcess';
import type { ProcessRegistry } from '../process/ProcessRegistry';
import { RotatingLog } from '../process/RotatingLog';
import type { Supervisor } from '../process/Supervisor';
import type { Reporter } from '../terminal/Reporter';
import {
  sourceOf,
  type PlatformFile,
  type SourceDescription,
} from './PlatformFile';

/** What the parts of a run share. */
export interface SourceTools {
  data: DataFolder;
  supervisor: Supervisor;
  registry: ProcessRegistry;
  platform: PlatformFile;
  reporter: Reporter;
}

/** Starts a supervised process that is a source: its log and its state have the source's id. */
export async function startSource(
  { data, supervisor, registry, platform, reporter }: SourceTools,
  source: SourceDescription,
  process: Pick<ManagedProcessOptions, 'launch' | 'ready' | 'graceMs'>,
): Promise<void> {
  await supervisor.start(
    new ManagedProcess({
      ...process,
      name: source.id,
      title: source.title,
      stopSignal: 'SIGTERM',
      log: new RotatingLog(data.logFile(source.id)),
      registry,
      reporter,
      onState: state => platform.set(sourceOf(source, state)),
    }),
  );
}
