import type { Origin } from './origin';
import type { SourceState } from './SourceStatus';

/** What the words look at; a machine's own part, such as its memory, has no origin. */
export interface SourceFacts {
  title: string;
  state: SourceState;
  origin: Origin | null;
}

const WORDS: Readonly<Record<SourceState, string>> = {
  ok: 'works',
  degraded: 'degraded',
  down: 'down',
  'not-set-up': 'not set up',
  'not-allowed': 'not allowed',
  unknown: 'unknown',
};

/** What needs somebody most comes first. */
const WORST_FIRST: readonly SourceState[] = [
  'down',
  'not-allowed',
  'degraded',
  'unknown',
  'not-set-up',
  'ok',
];

/** The word for the state of a source, on every page and in every command. */
export function sourceStateWord(state: SourceState): string {
  return WORDS[state];
}

/**
 * Whether something was set up and does not do what it should. What nobody set up is
 * missing and not broken, and what was not asked yet is neither.
 */
export function isSourceBroken(state: SourceState): boolean {
  return state === 'down' || state === 'not-allowed' || state === 'degraded';
}

/** Orders sources: the worst first, those that do alike by title. */
export function compareSources(one: SourceFacts, other: SourceFacts): number {
  return (
    WORST_FIRST.indexOf(one.state) - WORST_FIRST.indexOf(other.state) ||
    one.title.localeCompare(other.title, 'en')
  );
}

/** What works is counted by where its data comes from, the rest by its state. */
const COUNTED: readonly {
  word: string;
  counts: (source: SourceFacts) => boolean;
}[] = [
  ...(['down', 'not-allowed', 'degraded'] as const).map(ofState),
  ...(['live', 'emulated', 'sample', 'simulated'] as const).map(origin => ({
    word: origin,
    counts: (source: SourceFacts) =>
      source.state === 'ok' && source.origin === origin,
  })),
  ...(['not-set-up', 'unknown'] as const).map(ofState),
];

function ofState(state: SourceState) {
  return {
    word: WORDS[state],
    counts: (source: SourceFacts) => source.state === state,
  };
}

/** All sources in one line, such as "4 sources live, 1 emulated, 2 not set up". */
export function sourceSummary(sources: readonly SourceFacts[]): string {
  const parts = COUNTED.map(({ word, counts }) => ({
    word,
    count: sources.filter(counts).length,
  })).filter(({ count }) => count > 0);
  if (parts.length === 0) {
    return 'No source';
  }
  return parts
    .map(({ word, count }, index) => {
      const noun = count === 1 ? 'source' : 'sources';
      return index === 0 ? `${count} ${noun} ${word}` : `${count} ${word}`;
    })
    .join(', ');
}
