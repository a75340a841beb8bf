import { setTimeout as sleep } from 'node:timers/promises';
import { LOCAL_ENVIRONMENT } from '@portico/plugin-environments-common';
import { messageOf } from '../terminal/LauncherError';
import type { Reporter } from '../terminal/Reporter';

const REQUEST_TIMEOUT_MS = 5_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** The portal reads its catalog for a while before it knows the services. */
const PATIENCE_MS = 180_000;

/** A service that was started, and when. */
export interface StartedService {
  component: string;
  version: string;
  createdAt: Date;
}

/** What it takes to tell the portal of starts. */
export interface ReportStartsOptions {
  services: readonly StartedService[];
  portalUrl: string;
  /** A token that may create deployment events. */
  token: string;
  reporter: Reporter;
  signal: AbortSignal;
  /** How long to go on asking, in milliseconds. */
  patienceMs?: number;
}

/** The CDEvent of a start: the same start always has the same id, so it counts once. */
export function startEvent(service: StartedService): object {
  const { component, version, createdAt } = service;
  const at = createdAt.toISOString();
  return {
    context: {
      id: `${component}/${at}`,
      source: 'portico/up',
      type: 'dev.cdevents.service.deployed.0.3.0',
      timestamp: at,
    },
    subject: {
      id: component,
      content: {
        environment: { id: LOCAL_ENVIRONMENT },
        artifactId: `pkg:generic/${component}@${version}`,
      },
    },
    customData: { version, deployer: 'portico up' },
  };
}

/** Posts one event; undefined once it is taken, else why it is not. */
async function post(
  service: StartedService,
  { portalUrl, token }: ReportStartsOptions,
): Promise<string | undefined> {
  const response = await fetch(`${portalUrl}/api/deployments/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(startEvent(service)),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  await response.body?.cancel();
  return response.ok ? undefined : `it answers ${response.status}`;
}

async function reportOne(
  service: StartedService,
  options: ReportStartsOptions,
): Promise<string | undefined> {
  const { signal, patienceMs = PATIENCE_MS } = options;
  const deadline = Date.now() + patienceMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const refusal = await post(service, options).catch(messageOf);
    if (refusal === undefined || Date.now() + wait > deadline) return refusal;
    await sleep(wait, undefined, { signal });
  }
}

/**
 * Tells the portal which version of each service was started here, as a pipeline
 * would. It never fails: what the portal does not take is a warning.
 */
export async function reportStarts(
  options: ReportStartsOptions,
): Promise<void> {
  const { services, reporter, signal } = options;
  const refusals = await Promise.all(
    services.map(service =>
      reportOne(service, options).catch(error =>
        signal.aborted ? undefined : messageOf(error),
      ),
    ),
  );
  const refused = services.filter((_, index) => refusals[index] !== undefined);
  if (refused.length > 0) {
    reporter.warn(
      `The portal was not told of the start of ${refused
        .map(({ component }) => component)
        .join(', ')}: ${refusals.find(reason => reason !== undefined)}`,
    );
  }
}
