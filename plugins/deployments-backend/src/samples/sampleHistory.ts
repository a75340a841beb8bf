import { createHash } from 'node:crypto';
import {
  deploymentIdOf,
  type DeployedCommit,
  type DeploymentChange,
  type DeploymentSource,
  type Incident,
} from '@portico/plugin-deployments-common';
import {
  SAMPLE_INCIDENTS,
  SAMPLE_STEPS,
  type SampleEnvironment,
  type SampleIncident,
  type SampleService,
  type SampleStep,
} from './sampleSteps';

export { SAMPLE_ENVIRONMENTS } from './sampleSteps';

/** What is invented: everything in it has the origin `sample`. */
export interface SampleHistory {
  changes: DeploymentChange[];
  incidents: Incident[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ROLLOUT_MS = 4 * MINUTE_MS;

/** Whose services they are, and who brings them to prod; what goes to staging goes by itself. */
const PEOPLE: Readonly<Record<SampleService, string>> = {
  'user-service': 'grace',
  'product-service': 'grace',
  'order-service': 'ada',
  'payment-service': 'ada',
  'notification-service': 'grace',
};

function timeOf(start: Date, daysBefore: number, time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  const lastDay = start.getTime() - (start.getTime() % DAY_MS);
  return lastDay - daysBefore * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS;
}

function iso(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The commits of a version, written in the two days before it first went anywhere. */
function commitsOf(
  service: SampleService,
  version: string,
  firstMs: number,
): DeployedCommit[] {
  const count = 1 + (hash(`${service}@${version}`)[0] % 4);
  return Array.from({ length: count }, (_, index) => {
    const bytes = hash(`${service}@${version}#${index}`);
    const ageMs = HOUR_MS + bytes.readUInt16BE(20) * 2_400;
    return {
      sha: bytes.subarray(0, 20).toString('hex'),
      authoredAt: iso(firstMs - ageMs),
    };
  });
}

function idOf(
  service: SampleService,
  { environment, daysBefore, time }: SampleStep,
): Pick<DeploymentSource, 'type' | 'id'> {
  const at = `${daysBefore}-${time.replace(':', '')}`;
  return { type: 'sample', id: `${service}/${environment}/${at}` };
}

/** The versions that a step newly brings: those after the newest that was there, up to its own. */
function broughtBy(
  step: SampleStep,
  all: readonly SampleStep[],
): readonly string[] {
  const versions = [...new Set(all.map(({ version }) => version))];
  const before = all
    .slice(0, all.indexOf(step))
    .filter(one => one.environment === step.environment && !one.hasFailed)
    .map(({ version }) => versions.indexOf(version));
  return versions.slice(
    Math.max(-1, ...before) + 1,
    versions.indexOf(step.version) + 1,
  );
}

function changesOf(
  service: SampleService,
  step: SampleStep,
  start: Date,
): DeploymentChange[] {
  const all = SAMPLE_STEPS[service];
  const { environment, version, daysBefore, time } = step;
  const endMs = timeOf(start, daysBefore, time);
  const firstOf = (wanted: string) => {
    const first = all.find(one => one.version === wanted)!;
    return timeOf(start, first.daysBefore, first.time) - ROLLOUT_MS;
  };
  const own = commitsOf(service, version, firstOf(version));
  const facts = {
    source: { ...idOf(service, step), url: null },
    entityRef: `component:default/${service}`,
    environment,
    origin: 'sample' as const,
    kind: null,
    version,
    commit: own[own.length - 1].sha,
    artifact: `shop/${service}:${version}`,
    who: environment === 'prod' ? PEOPLE[service] : 'ci',
    startedAt: iso(endMs - ROLLOUT_MS),
    commits: broughtBy(step, all).flatMap(one =>
      commitsOf(service, one, firstOf(one)),
    ),
  };
  const end = step.hasFailed ? ('failed' as const) : ('succeeded' as const);
  return [
    { ...facts, at: iso(endMs - ROLLOUT_MS), status: 'running' },
    { ...facts, at: iso(endMs), status: end },
  ];
}

function incidentOf(sample: SampleIncident, start: Date): Incident {
  const { id, service, environment, title, daysBefore, version } = sample;
  const cause = SAMPLE_STEPS[service].find(
    step => step.environment === environment && step.version === version,
  );
  return {
    id,
    entityRef: `component:default/${service}`,
    environment,
    title,
    openedAt: iso(timeOf(start, daysBefore, sample.opened)),
    resolvedAt: iso(timeOf(start, daysBefore, sample.resolved)),
    deploymentId: cause ? deploymentIdOf(idOf(service, cause)) : null,
    source: { type: 'sample', id, url: null },
    origin: 'sample',
  };
}

/**
 * Thirty invented days of the shop before a moment: deployments with their commits, some that
 * failed, two that were rolled back, and three incidents. The same for the same day.
 */
export function sampleHistory(
  start: Date,
  environments: readonly string[],
): SampleHistory {
  const isWanted = (one: { environment: SampleEnvironment }) =>
    environments.includes(one.environment);
  const services = Object.keys(SAMPLE_STEPS) as SampleService[];
  return {
    changes: services.flatMap(service =>
      SAMPLE_STEPS[service]
        .filter(isWanted)
        .flatMap(step => changesOf(service, step, start)),
    ),
    incidents: SAMPLE_INCIDENTS.filter(isWanted).map(one =>
      incidentOf(one, start),
    ),
  };
}

/** Changes whenever other samples would be made for the same day. */
export function sampleDefinition(environments: readonly string[]): string {
  const history = sampleHistory(new Date(0), environments);
  return hash(JSON.stringify(history)).toString('hex');
}
