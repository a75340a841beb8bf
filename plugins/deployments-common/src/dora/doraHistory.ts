import type { Origin } from '@portico/plugin-timeline-common';
import { deploymentIdOf, type Deployment } from '../Deployment';
import type { Incident } from '../Incident';

/** What the metrics are computed of. */
export interface DoraInput {
  /**
   * The history, also from before the window: what was shipped before, and what ran before.
   * Records of other components, environments and origins may be in it and are left out.
   */
  deployments: readonly Deployment[];
  incidents: readonly Incident[];
  entityRefs: readonly string[];
  environment: string;
  /** The half-open window [from, to), ISO-8601. */
  from: string;
  to: string;
  /** The IANA zone whose calendar days are counted. */
  zone: string;
  /** Only records of this origin are counted: what is invented is never added to what is real. */
  origin: Origin;
}

/** A deployment that was a success, among those of its component. */
export interface Success {
  deployment: Deployment;
  atMs: number;
  /** The success of the same component just before; null for the first that is known. */
  previous: Success | null;
  isInWindow: boolean;
  isFailed: boolean;
  /** Incidents that are linked to it. */
  incidents: Incident[];
}

/** The successes of each component in order, and what was left out. */
export interface DoraHistory {
  chains: Success[][];
  otherOrigins: number;
  failedAttempts: number;
  unlinkedIncidents: number;
}

function uniqueById<T extends { id: string }>(records: readonly T[]): T[] {
  return [...new Map(records.map(record => [record.id, record])).values()];
}

function idsOf({ id, alsoFrom }: Deployment): string[] {
  return [id, ...alsoFrom.map(deploymentIdOf)];
}

function chainOf(
  deployments: readonly Deployment[],
  incidents: ReadonlyMap<string, Incident[]>,
  isIn: (time: string | null) => boolean,
): Success[] {
  const chain: Success[] = deployments
    .filter(({ finishedAt }) => finishedAt !== null)
    .map(deployment => ({
      deployment,
      atMs: Date.parse(deployment.finishedAt!),
      previous: null,
      isInWindow: isIn(deployment.finishedAt),
      isFailed: false,
      incidents: idsOf(deployment).flatMap(id => incidents.get(id) ?? []),
    }))
    .sort(
      (a, b) => a.atMs - b.atMs || (a.deployment.id < b.deployment.id ? -1 : 1),
    );
  chain.forEach((success, index) => {
    const { status } = success.deployment;
    success.previous = chain[index - 1] ?? null;
    success.isFailed =
      status === 'failed' ||
      status === 'rolled-back' ||
      success.incidents.length > 0 ||
      chain[index + 1]?.deployment.kind === 'rollback';
  });
  return chain;
}

/**
 * Puts the successes of each component in order and marks those that failed: a deployment whose
 * source told a failure after its success, that the next one rolled back, or that an incident is
 * linked to. However many incidents it caused, it is one failed deployment.
 */
export function doraHistory(input: DoraInput): DoraHistory {
  const fromMs = Date.parse(input.from);
  const toMs = Date.parse(input.to);
  const isIn = (time: string | null) => {
    const atMs = Date.parse(time ?? '');
    return atMs >= fromMs && atMs < toMs;
  };
  const isAsked = (record: Deployment | Incident) =>
    record.environment === input.environment &&
    input.entityRefs.includes(record.entityRef);
  const asked = uniqueById(input.deployments).filter(
    record => isAsked(record) && record.kind !== 'remove',
  );
  const own = asked.filter(({ origin }) => origin === input.origin);
  const incidents = uniqueById(input.incidents).filter(
    record => isAsked(record) && record.origin === input.origin,
  );
  const known = new Set(own.flatMap(idsOf));
  const linked = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const id = incident.deploymentId;
    if (id !== null && known.has(id)) {
      linked.set(id, [...(linked.get(id) ?? []), incident]);
    }
  }
  return {
    chains: [...new Set(input.entityRefs)].map(entityRef =>
      chainOf(
        own.filter(record => record.entityRef === entityRef),
        linked,
        isIn,
      ),
    ),
    otherOrigins: asked.filter(
      record => record.origin !== input.origin && isIn(record.finishedAt),
    ).length,
    failedAttempts: own.filter(
      ({ status, finishedAt, failedAt, startedAt }) =>
        status === 'failed' &&
        finishedAt === null &&
        isIn(failedAt ?? startedAt),
    ).length,
    unlinkedIncidents: incidents.filter(
      ({ deploymentId, openedAt }) =>
        isIn(openedAt) && (deploymentId === null || !known.has(deploymentId)),
    ).length,
  };
}
