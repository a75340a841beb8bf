import {
  cellSentence,
  healthLight,
  healthWord,
  type MatrixCell,
} from '@portico/plugin-deployments-common';
import { LIGHT_TONES, type Tone } from '../../components/StateMark';
import { agoWords, joinWords, sinceWords } from '../../words/timeWords';

/** What the head of a service's page says to one of its questions. */
export interface Answer {
  tone: Tone;
  /** The answer in a word or two. */
  text: string;
  /** Why, or what else is to be said; null where there is nothing. */
  detail: string | null;
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en') + words.slice(1);
}

/** What was seen before the clusters could no longer be asked: "Last seen healthy 4 minutes ago". */
function lastSeen({ clusters }: MatrixCell, now: Date): string | null {
  const [newest] = clusters
    .filter(({ seenAt, health }) => seenAt !== null && health !== null)
    .sort((a, b) => Date.parse(b.seenAt!) - Date.parse(a.seenAt!));
  return newest === undefined
    ? null
    : `Last seen ${healthWord(newest.health!.state).toLocaleLowerCase(
        'en',
      )} ${agoWords(new Date(newest.seenAt!), now)}`;
}

/**
 * Is it healthy?
 *
 * @param cell - null where nothing tells of the service in this environment
 */
export function healthAnswer(cell: MatrixCell | null, now: Date): Answer {
  if (cell === null) {
    return {
      tone: 'quiet',
      text: healthWord('unknown'),
      detail: 'No cluster and no pipeline tells of it here.',
    };
  }
  const { health } = cell;
  if (health === null) {
    const why =
      cell.clusters.length === 0
        ? 'No cluster tells of it.'
        : cellSentence(cell).replace(/^Unknown: /, '');
    return {
      tone: 'quiet',
      text: healthWord('unknown'),
      detail: joinWords([why, lastSeen(cell, now)]),
    };
  }
  return {
    tone: LIGHT_TONES[healthLight(health.state)],
    text: healthWord(health.state),
    detail: health.reason,
  };
}

/** Since when is it so? What the objects do not tell is not known, and no guess. */
export function sinceAnswer(cell: MatrixCell | null, now: Date): Answer {
  const since = cell?.health?.since ?? null;
  if (since === null) {
    return { tone: 'quiet', text: 'Not known', detail: null };
  }
  return {
    tone: 'quiet',
    text: capital(sinceWords(since, now)),
    detail: agoWords(new Date(since), now),
  };
}

interface Change {
  tone: Tone;
  text: string;
  at: string | null;
  who: string | null;
}

function named(version: string | null): string {
  return version ?? 'a version without a name';
}

/** What is known of the last changes of a cell, those that failed or go on included. */
function changesOf(cell: MatrixCell): Change[] {
  const { underway, lastFailure, deploymentId, version } = cell;
  const changes: Change[] = [];
  if (underway) {
    changes.push({
      tone: 'active',
      text: `Deploying ${named(underway.version)}`,
      at: underway.startedAt,
      who: null,
    });
  }
  if (lastFailure) {
    changes.push({
      tone: 'negative',
      text: `Deploying ${named(lastFailure.version)} failed`,
      at: lastFailure.failedAt,
      who: null,
    });
  }
  if (deploymentId !== null) {
    changes.push({
      tone: 'positive',
      text: `Deployed ${named(version)}`,
      at: cell.deployedAt,
      who: cell.deployedBy,
    });
  }
  return changes;
}

/** What changed last: a deployment that goes on, one that failed since, or the last success. */
export function lastChangeAnswer(cell: MatrixCell | null, now: Date): Answer {
  const time = ({ at }: Change) => (at === null ? Infinity : Date.parse(at));
  const [last] = cell ? changesOf(cell).sort((a, b) => time(b) - time(a)) : [];
  if (last === undefined) {
    const runs = cell?.versionFrom === 'running' ? cell.version : null;
    return {
      tone: 'quiet',
      text: 'Not known',
      detail:
        runs === null
          ? 'No deployment was told of.'
          : `${runs} runs, and no deployment was told of.`,
    };
  }
  return {
    tone: last.tone,
    text: last.text,
    detail:
      joinWords([
        last.at && agoWords(new Date(last.at), now),
        last.who && `by ${last.who}`,
      ]) || null,
  };
}

/** What the deployments answer of the five questions. */
export interface Answers {
  health: Answer;
  since: Answer;
  change: Answer;
}

/** The answers for one environment. */
export function answersOf(cell: MatrixCell | null, now: Date): Answers {
  return {
    health: healthAnswer(cell, now),
    since: sinceAnswer(cell, now),
    change: lastChangeAnswer(cell, now),
  };
}

/** The answers where what would tell could not be asked. */
export function noAnswers(why: string): Answers {
  const unknown: Answer = { tone: 'quiet', text: 'Not known', detail: null };
  return {
    health: { ...unknown, text: healthWord('unknown'), detail: why },
    since: unknown,
    change: unknown,
  };
}
