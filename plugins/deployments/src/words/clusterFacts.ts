import {
  readyWords,
  type ClusterView,
} from '@portico/plugin-deployments-common';
import { ago } from './dates';
import { isUnseen } from './notes';
import { counted } from './refs';

/** Ready pods by version, where there is more than one: "1.5.0 × 1, 1.4.2 × 2". */
function splitWords({ health }: ClusterView): string | null {
  const versions = Object.entries(health?.servingVersions ?? {});
  return versions.length < 2
    ? null
    : versions.map(([version, count]) => `${version} × ${count}`).join(', ');
}

/** Old restarts are history, and are told as such. */
function restartWords({ health }: ClusterView, now: number): string | null {
  if (!health?.restarts || health.restarts.count === 0) return null;
  const { count, lastAt, lastReason } = health.restarts;
  const last = [lastAt && `last ${ago(lastAt, now)}`, lastReason]
    .filter(Boolean)
    .join(', ');
  return `${counted(count, 'restart')}${last && ` (${last})`}`;
}

/** What a cluster that can be seen tells of a service, in short parts; nothing of one that can't. */
export function clusterFacts(view: ClusterView, now: number): string[] {
  if (isUnseen(view)) return [];
  if (view.health === null) return ['nothing of it here'];
  return [
    readyWords(view.health),
    splitWords(view),
    restartWords(view, now),
  ].filter((part): part is string => part !== null && part !== '');
}
