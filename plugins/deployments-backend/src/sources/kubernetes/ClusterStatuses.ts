import type { Refusal } from '@portico/plugin-deployments-common';
import {
  originSchema,
  type SourceStatus,
  sourceStateSchema,
  sourceStatusSchema,
} from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import type { MarkStore } from '../sinks';
import type { KnownCluster } from './KubernetesClient';
import { ENVIRONMENT_LABEL } from './kinds';

/** How looking at one cluster went. */
export interface ClusterOutcome {
  cluster: KnownCluster;
  origin: SourceStatus['origin'];
  /** Why it gave nothing; null where it did. */
  refusal: Refusal | null;
  /** Why it did not give all; null where it did. */
  partly: Refusal | null;
  /** Namespaces with components that belong to no environment. */
  withoutEnvironment: readonly string[];
  /** What of the portal's own failed over it; null where nothing did. */
  fault: Error | null;
}

const ROUNDS = 'kubernetes/rounds';
/** A look is older than this: nobody looks any more. */
const STALE_MS = 60_000;
/** Nothing new is written down at least this often, so that it does not look old. */
const REPEAT_MS = 15_000;

const clusterSchema = z.object({
  name: z.string(),
  title: z.string(),
  state: sourceStateSchema,
  reason: z.string().nullable(),
  since: z.iso.datetime(),
  missing: z.string().nullable(),
  snippet: z.string().nullable(),
  origin: originSchema,
});

type ClusterMark = z.infer<typeof clusterSchema>;

const roundsSchema = z.object({
  asOf: z.iso.datetime(),
  /** Why it is not known which clusters there are; null where it is. */
  trouble: z
    .object({ state: sourceStateSchema, reason: z.string() })
    .nullable(),
  clusters: z.array(clusterSchema),
});

type Rounds = z.infer<typeof roundsSchema>;

const SETUP_SNIPPET = `kubernetes:
  serviceLocatorMethod:
    type: multiTenant
  clusterLocatorMethods:
    - type: config
      clusters:
        - name: east
          url: https://kubernetes.example.com
          authProvider: serviceAccount
          serviceAccountToken: \${KUBERNETES_TOKEN}
`;

type Facts = Pick<ClusterMark, 'state' | 'reason' | 'missing' | 'snippet'>;

function withoutEnvironment(outcome: ClusterOutcome): Facts {
  const { withoutEnvironment: namespaces, cluster } = outcome;
  const several = namespaces.length > 1;
  return {
    state: 'degraded',
    reason: `${several ? 'Namespaces' : 'Namespace'} ${namespaces
      .slice(0, 10)
      .join(', ')} ${
      several ? 'have' : 'has'
    } components and no environment that is known, so they are not shown.`,
    missing: `The label ${ENVIRONMENT_LABEL} on the namespace, or the environment of the cluster in the configuration`,
    snippet: `deployments:\n  kubernetes:\n    clusters:\n      ${JSON.stringify(
      cluster.name,
    )}:\n        environment: prod\n`,
  };
}

function factsOf(outcome: ClusterOutcome): Facts {
  const refused = outcome.refusal ?? outcome.partly;
  if (refused) {
    const { reason, missing, snippet } = refused;
    const state = outcome.refusal ? refused.state : 'degraded';
    return { state, reason, missing, snippet };
  }
  return outcome.withoutEnvironment.length > 0
    ? withoutEnvironment(outcome)
    : { state: 'ok', reason: null, missing: null, snippet: null };
}

/** What the portal that asks the clusters found, kept for all portals. */
export class ClusterStatuses {
  readonly #marks: MarkStore;
  readonly #now: () => Date;

  static create(marks: MarkStore, now: () => Date): ClusterStatuses {
    return new ClusterStatuses(marks, now);
  }

  private constructor(marks: MarkStore, now: () => Date) {
    this.#marks = marks;
    this.#now = now;
  }

  /** Keeps how a round went. */
  async write(outcomes: readonly ClusterOutcome[]): Promise<void> {
    const before = await this.#read();
    const clusters = outcomes.map((outcome): ClusterMark => {
      const { cluster, origin } = outcome;
      const facts = factsOf(outcome);
      const old = before?.clusters.find(({ name }) => name === cluster.name);
      const since =
        old?.state === facts.state ? old.since : this.#now().toISOString();
      return {
        name: cluster.name,
        title: cluster.title,
        origin,
        since,
        ...facts,
      };
    });
    await this.#put(before, { trouble: null, clusters });
  }

  /**
   * Keeps that it is not known which clusters there are.
   *
   * @returns the names of those that were there before
   */
  async writeUnknown(refusal: Refusal): Promise<string[]> {
    const before = await this.#read();
    const { state, reason } = refusal;
    const clusters = (before?.clusters ?? []).map(old => ({
      ...old,
      ...{ state, reason, missing: null, snippet: null },
      since: old.state === state ? old.since : this.#now().toISOString(),
    }));
    await this.#put(before, { trouble: { state, reason }, clusters });
    return clusters.map(({ name }) => name);
  }

  /** The clusters as sources. */
  async list(): Promise<SourceStatus[]> {
    const rounds = await this.#read();
    if (!rounds) {
      return [
        general({ state: 'unknown', reason: 'It was not looked at yet.' }),
      ];
    }
    const isStale = this.#ageMs(rounds) > STALE_MS;
    if (rounds.clusters.length === 0) {
      return [
        general(
          rounds.trouble ?? {
            state: 'not-set-up',
            reason: 'No cluster is set up.',
            missing: 'kubernetes.clusterLocatorMethods',
            snippet: SETUP_SNIPPET,
          },
        ),
      ];
    }
    return rounds.clusters.map(({ name, title, ...cluster }) =>
      bounded({
        id: `kubernetes:${name}`,
        title: `Cluster ${title}`,
        ...cluster,
        ...(isStale && {
          state: 'unknown' as const,
          reason: `Nobody has looked at it since ${rounds.asOf}.${
            cluster.reason ? ` Before that: ${cluster.reason}` : ''
          }`,
          since: rounds.asOf,
        }),
      }),
    );
  }

  async #put(before: Rounds | null, now: Omit<Rounds, 'asOf'>): Promise<void> {
    // Read by the same schema, both have their fields in the same order.
    const rounds = roundsSchema.parse({
      asOf: this.#now().toISOString(),
      ...now,
    });
    const isSame =
      before !== null &&
      JSON.stringify({ ...before, asOf: rounds.asOf }) ===
        JSON.stringify(rounds);
    if (!isSame || this.#ageMs(before) >= REPEAT_MS) {
      await this.#marks.put(ROUNDS, JSON.stringify(rounds));
    }
  }

  async #read(): Promise<Rounds | null> {
    const text = await this.#marks.get(ROUNDS);
    try {
      return roundsSchema.safeParse(JSON.parse(text ?? 'null')).data ?? null;
    } catch {
      return null;
    }
  }

  #ageMs({ asOf }: Rounds): number {
    return this.#now().getTime() - Date.parse(asOf);
  }
}

function general(
  facts: Pick<SourceStatus, 'state' | 'reason'> & Partial<SourceStatus>,
): SourceStatus {
  return bounded({
    id: 'kubernetes',
    title: 'Kubernetes',
    since: null,
    missing: null,
    snippet: null,
    origin: 'live',
    ...facts,
  });
}

/** A far end's words are as long as it likes; those of a source are not. */
function bounded(status: SourceStatus): SourceStatus {
  return sourceStatusSchema.parse({
    ...status,
    id: status.id.slice(0, 128),
    title: status.title.slice(0, 128),
    reason: status.reason?.slice(0, 1_000) ?? null,
    missing: status.missing?.slice(0, 500) ?? null,
    snippet: status.snippet?.slice(0, 4_000) ?? null,
  });
}
