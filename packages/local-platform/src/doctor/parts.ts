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

/** The running parts, whether the portal answers or not. */
export async function examineParts(
  data: DataFolder,
  run: Run | undefined,
): Promise<Finding[]> {
  const sources = await readSources(data);
  const told = (id: string) => sources.find(source => source.id === id);
  const start = `./portico up --data ${data.path}`;
  const orphaned = sources.length > 0 && !(await findSupervisor(data));
  return [
    await examinePart('postgresql', 'PostgreSQL', {
      source: told('postgresql'),
      port: run?.ports.postgres,
      start,
      orphaned,
    }),
    await examinePart('git-host', 'Git host', {
      source: told('git-host'),
      port: run?.ports.gitHost,
      start,
      orphaned,
    }),
    await examinePortal(data, run, start),
  ];
}

/** What the supervisor wrote last, checked against the port itself. */
async function examinePart(
  id: string,
  title: string,
  known: {
    source?: SourceStatus;
    port?: number | null;
    start: string;
    /** Whoever supervised it was killed. */
    orphaned: boolean;
  },
): Promise<Finding> {
  const { source, port, start, orphaned } = known;
  if (!source) {
    return finding(id, title, {
      state: 'down',
      reason: 'It is not started',
      fix: start,
    });
  }
  const { state, reason, since, origin } = source;
  if (orphaned) {
    return finding(id, title, {
      state: 'down',
      reason: 'Nobody watches it: the run it belongs to was killed',
      fix: `./portico down, then ${start}`,
      origin,
    });
  }
  if (state === 'ok' && port && !(await answers('127.0.0.1', port))) {
    return finding(id, title, {
      state: 'down',
      reason: `Nothing answers on port ${port}`,
      fix: `./portico down, then ${start}`,
      origin,
    });
  }
  const fix =
    state === 'ok' ? null : "look into its log below the data folder's logs/";
  return finding(id, title, { state, reason, since, origin, fix });
}

async function examinePortal(
  data: DataFolder,
  run: Run | undefined,
  start: string,
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
    fix: `look into ${data.logFile('portal')}; ./portico down, then ${start}`,
  });
}

async function readSources(data: DataFolder): Promise<SourceStatus[]> {
  return (
    (await data.readJson(PLATFORM_FILE, sourcesResponseSchema))?.items ?? []
  );
}
