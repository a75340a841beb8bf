import {
  behindWords,
  cellSentence,
  type ClusterView,
  type MatrixCell,
} from '@portico/plugin-deployments-common';
import { ago } from './dates';
import { sentence } from './sentence';
import { healthTone, type Tone } from './tones';

/** Something that is worth a line below a version. */
export interface Note {
  id: string;
  tone: Tone;
  text: string;
}

/** Whether a cluster could not be asked; what it told before is then old. */
export function isUnseen({ source }: Pick<ClusterView, 'source'>): boolean {
  return source.state !== 'ok' && source.state !== 'degraded';
}

/** "Cluster east can’t be seen: it has not answered. Last seen 12 min ago." */
export function clusterSentence(
  { cluster, source, seenAt }: ClusterView,
  now: number,
): string {
  const why = source.reason === null ? '.' : `: ${source.reason}`;
  const last = seenAt === null ? 'Never seen' : `Last seen ${ago(seenAt, now)}`;
  return `${sentence(`Cluster ${cluster} can’t be seen${why}`)} ${last}.`;
}

function healthNote(cell: MatrixCell): Note[] {
  const state = cell.health?.state ?? 'unknown';
  if (state === 'healthy' || state === 'complete') return [];
  // The clusters that can't be seen have lines of their own, with their age.
  if (state === 'unknown' && cell.clusters.some(isUnseen)) return [];
  return [{ id: 'health', tone: healthTone(state), text: cellSentence(cell) }];
}

function clusterNotes({ clusters }: MatrixCell, now: number): Note[] {
  return clusters.flatMap((view): Note[] => {
    const id = `cluster ${view.cluster}`;
    if (isUnseen(view)) {
      return [{ id, tone: 'warning', text: clusterSentence(view, now) }];
    }
    return view.source.state === 'degraded' && view.source.reason !== null
      ? [
          {
            id,
            tone: 'neutral',
            text: sentence(`Cluster ${view.cluster}: ${view.source.reason}`),
          },
        ]
      : [];
  });
}

function nameOf(version: string | null): string {
  return version ?? 'A version that has no name';
}

function deploymentNotes(
  { underway, lastFailure }: MatrixCell,
  now: number,
): Note[] {
  const notes: Note[] = [];
  if (underway) {
    const since = underway.startedAt
      ? `, since ${ago(underway.startedAt, now).replace(/ ago$/, '')}`
      : '';
    notes.push({
      id: 'underway',
      tone: 'active',
      text: `${nameOf(underway.version)} is on its way${since}.`,
    });
  }
  if (lastFailure) {
    const when = lastFailure.failedAt
      ? ` ${ago(lastFailure.failedAt, now)}`
      : '';
    notes.push({
      id: 'failure',
      tone: 'negative',
      text: `${nameOf(
        lastFailure.version,
      )} failed${when}, and is not what runs.`,
    });
  }
  return notes;
}

/** The same where the state's word stands just above: the reason alone. */
export function briefNotesOf(cell: MatrixCell, now: number): Note[] {
  return notesOf(cell, now).map(note =>
    note.id === 'health'
      ? { ...note, text: sentence(note.text.replace(/^[^:]+: /, '')) }
      : note,
  );
}

/** What is to be said of a service in an environment besides its version, what matters most first. */
export function notesOf(cell: MatrixCell, now: number): Note[] {
  const behind = behindWords(cell.behind);
  return [
    ...healthNote(cell),
    ...deploymentNotes(cell, now),
    ...(cell.drift.state === 'drifted'
      ? [{ id: 'drift', tone: 'warning' as const, text: cell.drift.reason }]
      : []),
    ...clusterNotes(cell, now),
    ...(behind !== null && cell.behind?.deployments !== 0
      ? [
          {
            id: 'behind',
            tone: 'neutral' as const,
            text: sentence(behind),
          },
        ]
      : []),
  ];
}

const PROBLEMS: ReadonlySet<string> = new Set([
  'degraded',
  'failing',
  'rollout-failing',
  'rollout-failed',
]);

/** Whether somebody should look at it: it fails, it is not what was told, or it can no longer be seen. */
export function isProblem(cell: MatrixCell): boolean {
  return (
    (cell.health !== null && PROBLEMS.has(cell.health.state)) ||
    cell.drift.state === 'drifted' ||
    cell.lastFailure !== null ||
    cell.clusters.some(isUnseen)
  );
}
