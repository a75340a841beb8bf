import {
  sourcesResponseSchema,
  type SourceStatus,
} from '@portico/plugin-timeline-common';
import type { DataFolder } from '../data/DataFolder';
import { answers } from '../data/freePort';
import { PLATFORM_FILE } from '../platform/PlatformFile';
import { PortalClient } from '../portal/PortalClient';
import { findSupervisor, type Run } from '../up/RunFile';
import { finding, type Finding } from './Finding';

/** A part besides the portal: what the supervisor wrote of it, and where it is. */
interface Part {
  id: string;
  title: string;
  source?: SourceStatus;
  port?: number | null;
  logFile: string;
  /** Whoever supervised it was killed. */
  orphaned: boolean;
}

/** What helps: starting, or stopping and starting. */
interface Remedies {
  start: string;
  restart: string;
}

/** The running parts, whether the portal answers or not. */
export async function examineParts(
  data: DataFolder,
  run: Run | undefined,
): Promise<Finding[]> {
  const sources = await readSources(data);
  const orphaned = sources.length > 0 && !(await findSupervisor(data));
  const start = `./portico up --data ${data.path}`;
  const restart = `./portico down --data ${data.path}, then ${start}`;
  const parts = [
    { id: 'postgresql', title: 'PostgreSQL', log: 'postgres' },
    { id: 'git-host', title: 'Git host', log: 'git-host' },
  ].map(({ id, title, log }) => ({
    id,
    title,
    orphaned,
    source: sources.find(source => source.id === id),
    port: log === 'postgres' ? run?.ports.postgres : run?.ports.gitHost,
    logFile: data.logFile(log),
  }));
  const remedies = { start, restart };
  return [
    ...(await Promise.all(parts.map(part => examinePart(part, remedies)))),
    await examinePortal(data, run, remedies),
  ];
}

/** What the supervisor wrote last, checked against the port itself. */
async function examinePart(
  { id, title, source, port, logFile, orphaned }: Part,
  { start, restart }: Remedies,
): Promise<Finding> {
  const down = (reason: string, fix: string) =>
    finding(id, title, { state: 'down', reason, fix });
  if (!source) {
    return down('It is not started', start);
  }
  if (orphaned) {
    return down('Nobody watches it: the run it belongs to was killed', restart);
  }
  const { state, reason, since, origin } = source;
  if (state === 'ok' && port && !(await answers('127.0.0.1', port))) {
    return down(`Nothing answers on port ${port}`, restart);
  }
  const fix = state === 'ok' ? null : `look into ${logFile}`;
  return finding(id, title, { state, reason, since, origin, fix });
}

async function examinePortal(
  data: DataFolder,
  run: Run | undefined,
  { start, restart }: Remedies,
): Promise<Finding> {
  if (!run) {
    return finding('portal', 'Portal', {
      state: 'down',
      reason: `Nothing runs with ${data.path}`,
      fix: start,
    });
  }
  if (await new PortalClient(run.url).isReady()) {
    return finding('portal', 'Portal', {
      state: 'ok',
      reason: run.url,
      origin: 'live',
    });
  }
  return finding('portal', 'Portal', {
    state: 'down',
    reason: `${run.url} does not answer`,
    fix: `look into ${data.logFile('portal')}; or ${restart}`,
  });
}

async function readSources(data: DataFolder): Promise<SourceStatus[]> {
  return (
    (await data.readJson(PLATFORM_FILE, sourcesResponseSchema))?.items ?? []
  );
}
