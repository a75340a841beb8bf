import type { SourceStatus } from '@portico/plugin-timeline-common';
import type { DataFolder } from '../data/DataFolder';
import { answers } from '../data/freePort';
import { PortalClient } from '../portal/PortalClient';
import { SERVICES } from '../shop/services';
import type { Run } from '../up/RunFile';
import { finding, type Finding } from './Finding';
import { askPortal, readPlatformFile, type KnownSources } from './knownSources';

/** A part that the launcher starts itself: where it is, and its log. */
interface Part {
  id: string;
  title: string;
  port: number | null | undefined;
  logFile: string;
}

/** What helps: starting, or stopping and starting. */
interface Remedies {
  start: string;
  restart: string;
}

/** The running parts and every source, whether the portal answers or not. */
export async function examineParts(
  data: DataFolder,
  run: Run | undefined,
): Promise<Finding[]> {
  const start = `./portico up --data ${data.path}`;
  const restart = `./portico down --data ${data.path}, then ${start}`;
  const remedies = { start, restart };
  const portal = await examinePortal(data, run, remedies);
  const known =
    run && portal.state === 'ok'
      ? await askPortal(data, run)
      : await readPlatformFile(data);
  const parts = ownParts(data, run);
  const others = known.items.filter(
    source => !parts.some(({ id }) => id === source.id),
  );
  return [
    ...(await Promise.all(
      parts.map(part => examinePart(part, known, remedies)),
    )),
    ...others.map(source => asTold(source, known.orphaned, restart)),
    ...known.findings,
    portal,
  ];
}

/** Parts that every run has. */
const ALWAYS = ['postgresql', 'git-host'];

function ownParts(data: DataFolder, run: Run | undefined): Part[] {
  const ports = run?.ports;
  const parts: Array<[string, string, number | null | undefined, string?]> = [
    ['postgresql', 'PostgreSQL', ports?.postgres, 'postgres'],
    ['git-host', 'Git host', ports?.gitHost],
    ['redis', 'Redis', ports?.redis],
    ['prometheus', 'Prometheus', ports?.prometheus],
    ['alertmanager', 'Alertmanager', ports?.alertmanager],
    ...SERVICES.map((name): [string, string, number | undefined] => [
      `${name}-service`,
      `${name}-service`,
      ports?.services[name],
    ]),
  ];
  return parts
    .filter(([id, , port]) => ALWAYS.includes(id) || typeof port === 'number')
    .map(([id, title, port, log = id]) => ({
      id,
      title,
      port,
      logFile: data.logFile(log),
    }));
}

/** What was told of a part, checked against the port itself. */
async function examinePart(
  { id, title, port, logFile }: Part,
  { items, orphaned }: KnownSources,
  { start, restart }: Remedies,
): Promise<Finding> {
  const source = items.find(item => item.id === id);
  if (!source) {
    const reason = 'It is not started';
    return finding(id, title, { state: 'down', reason, fix: start });
  }
  const told = asTold(source, orphaned, restart);
  if (told.state === 'ok' && port && !(await answers('127.0.0.1', port))) {
    const reason = `Nothing answers on port ${port}`;
    return { ...told, state: 'down', reason, since: null, fix: restart };
  }
  const fix = told.state === 'ok' ? null : `look into ${logFile}`;
  return { ...told, fix: told.fix ?? fix };
}

function asTold(
  source: SourceStatus,
  orphaned: boolean,
  restart: string,
): Finding {
  if (!orphaned) {
    return { ...source, fix: null };
  }
  return {
    ...source,
    state: 'down',
    reason: 'Nobody watches it: the run it belongs to was killed',
    since: null,
    fix: restart,
  };
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
    return finding('portal', 'Portal', { state: 'ok', reason: run.url });
  }
  return finding('portal', 'Portal', {
    state: 'down',
    reason: `${run.url} does not answer`,
    fix: `look into ${data.logFile('portal')}; or ${restart}`,
  });
}
