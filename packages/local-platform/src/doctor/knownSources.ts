import { ageWords, type SourceStatus } from '@portico/plugin-timeline-common';
import type { DataFolder } from '../data/DataFolder';
import { readSecrets } from '../data/secrets';
import { PLATFORM_FILE, platformFileSchema } from '../platform/PlatformFile';
import { findSupervisor, type Run } from '../up/RunFile';
import { askSources, type SourcesAnswer } from './askSources';
import { finding, type Finding } from './Finding';

/** The launcher writes its file every 20 seconds while it watches. */
const STALE_MS = 60_000;

/** What is known of the sources, and what is to be said of who told it. */
export interface KnownSources {
  items: SourceStatus[];
  findings: Finding[];
  /** Whoever supervised them was killed. */
  orphaned: boolean;
}

/** What the running portal tells; where it does not, what the launcher wrote. */
export async function askPortal(
  data: DataFolder,
  run: Run,
): Promise<KnownSources> {
  const secrets = await readSecrets(data);
  const answer: SourcesAnswer = secrets
    ? await askSources(run.url, secrets.ciToken)
    : { told: false, reason: 'the token to ask with is gone' };
  if (answer.told) {
    return { items: answer.items, findings: [], orphaned: false };
  }
  const written = await readPlatformFile(data);
  const silent = finding('sources', 'Sources', {
    state: 'down',
    reason: `The portal did not tell how its sources do: ${answer.reason}`,
    fix: `look into ${data.logFile('portal')}`,
  });
  return { ...written, findings: [silent, ...written.findings] };
}

/** What the launcher wrote last, and how long ago; nothing where nothing runs. */
export async function readPlatformFile(
  data: DataFolder,
): Promise<KnownSources> {
  const file = await data.readJson(PLATFORM_FILE, platformFileSchema);
  if (!file) {
    return { items: [], findings: [], orphaned: false };
  }
  const orphaned = !(await findSupervisor(data));
  const ageMs = file.checkedAt ? Date.now() - Date.parse(file.checkedAt) : null;
  const written =
    ageMs === null ? 'of unknown age' : `written ${ageWords(ageMs)} ago`;
  const fresh = ageMs !== null && ageMs <= STALE_MS && !orphaned;
  const status = finding('platform', 'Status file', {
    state: fresh ? 'ok' : 'unknown',
    reason: `Read in place of the portal: ${PLATFORM_FILE}, ${written}`,
    since: file.checkedAt ?? null,
  });
  return { items: file.items, findings: [status], orphaned };
}
