import { z } from 'zod/v4';
import type { HealthState } from './WorkloadHealth';

/** The words of Argo CD for health, the best first: its own order for "the worst of". */
export const ARGO_HEALTH = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
] as const;

/** A word of Argo CD for health. */
export type ArgoHealth = (typeof ARGO_HEALTH)[number];

/**
 * Argo CD's words and ours. `Missing` means that an object is not in the cluster, so nothing
 * serves.
 * https://github.com/argoproj/gitops-engine/blob/master/pkg/health/health.go
 */
export const ARGO_STATES: Readonly<Record<ArgoHealth, HealthState>> = {
  Healthy: 'healthy',
  Suspended: 'paused',
  Progressing: 'rolling-out',
  Missing: 'failing',
  Degraded: 'degraded',
  Unknown: 'unknown',
};

/** Our word for a word of Argo CD; what is not known is `unknown`. */
export function healthOfArgo(word: string | null | undefined): HealthState {
  const known = ARGO_HEALTH.find(one => one === word);
  return known === undefined ? 'unknown' : ARGO_STATES[known];
}

/** The worst of the words in Argo CD's order; `Unknown` where there is none. */
export function worstOfArgo(words: readonly string[]): ArgoHealth {
  const ranks = words.map(word => {
    const rank = ARGO_HEALTH.findIndex(one => one === word);
    return rank < 0 ? ARGO_HEALTH.length - 1 : rank;
  });
  return ARGO_HEALTH[
    ranks.length === 0 ? ARGO_HEALTH.length - 1 : Math.max(...ranks)
  ];
}

/** One entry of the history of an Application. */
export const argoHistoryEntrySchema = z.object({
  id: z.number().int(),
  revision: z.string().max(200).nullish(),
  deployedAt: z.iso.datetime({ offset: true }).nullish(),
  deployStartedAt: z.iso.datetime({ offset: true }).nullish(),
  initiatedBy: z
    .object({
      username: z.string().max(200).nullish(),
      automated: z.boolean().nullish(),
    })
    .nullish(),
});

/** One entry of the history of an Application. */
export type ArgoHistoryEntry = z.infer<typeof argoHistoryEntrySchema>;

/**
 * The entry of a history that is current: the last one, as Argo CD keeps the oldest first
 * and drops from the front.
 *
 * @returns null where nothing was deployed yet
 */
export function currentOfArgo(
  history: readonly ArgoHistoryEntry[] | null | undefined,
): ArgoHistoryEntry | null {
  return history?.at(-1) ?? null;
}
