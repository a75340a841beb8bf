import {
  compareSources,
  isSourceBroken,
  SourceState,
  SourceStatus,
} from '@portico/plugin-timeline-common';
import { PluginAnswer } from './ConnectionsApi';

/** A source as the page lists it. */
export interface SourceRow {
  /** The plugin that was asked. */
  plugin: string;
  source: SourceStatus;
  /** Whether the plugin can be told to ask it now; not where the plugin itself is missing. */
  testable: boolean;
}

/** Names a source among those of all plugins, in an address too. */
export const keyOf = (plugin: string, id: string) => `${plugin}/${id}`;

/** Rows that do alike, under one heading. */
export interface SourceGroup {
  title: string;
  rows: SourceRow[];
}

/** Every source of every plugin, the worst first; a plugin that told of none has a row of its own. */
export function sourceRows(answers: readonly PluginAnswer[]): SourceRow[] {
  return answers
    .flatMap(answer =>
      answer.outcome === 'told'
        ? answer.items.map(source => ({
            plugin: answer.plugin,
            source,
            testable: true,
          }))
        : [{ plugin: answer.plugin, source: standIn(answer), testable: false }],
    )
    .sort((a, b) => compareSources(a.source, b.source));
}

/** What is said in place of the sources of a plugin that told of none. */
function standIn(
  answer: Exclude<PluginAnswer, { outcome: 'told' }>,
): SourceStatus {
  const { plugin } = answer;
  const status: SourceStatus = {
    id: `plugin-${plugin}`,
    title: `Plugin ${plugin}`,
    state: 'down',
    reason: null,
    since: null,
    missing: null,
    snippet: null,
    origin: 'live',
  };
  switch (answer.outcome) {
    case 'not-installed':
      return {
        ...status,
        state: 'not-set-up',
        reason: `This portal's backend has no plugin ${plugin}.`,
        missing: `@portico/plugin-${plugin}-backend`,
        snippet: `backend.add(import('@portico/plugin-${plugin}-backend'));`,
      };
    case 'not-allowed':
      return {
        ...status,
        state: 'not-allowed',
        reason: 'You may not see its sources.',
      };
    default:
      return {
        ...status,
        reason: `It could not tell how its sources do: ${answer.reason}`,
      };
  }
}

const GROUPS: readonly {
  title: string;
  holds: (state: SourceState) => boolean;
}[] = [
  { title: 'Needs attention', holds: isSourceBroken },
  { title: 'Not known', holds: state => state === 'unknown' },
  { title: 'Not set up', holds: state => state === 'not-set-up' },
  { title: 'Works', holds: state => state === 'ok' },
];

/** Rows under their headings, the worst first; a heading without rows is left out. */
export function groupRows(rows: readonly SourceRow[]): SourceGroup[] {
  return GROUPS.map(({ title, holds }) => ({
    title,
    rows: rows.filter(({ source }) => holds(source.state)),
  })).filter(group => group.rows.length > 0);
}

/** What it comes to, in one sentence; never "all well" while something is not known. */
export function verdictWords(rows: readonly SourceRow[]): string {
  const states = rows.map(({ source }) => source.state);
  const broken = states.filter(isSourceBroken).length;
  if (broken > 0) {
    return broken === 1
      ? '1 source needs attention.'
      : `${broken} sources need attention.`;
  }
  if (rows.length === 0) {
    return 'No source is known.';
  }
  if (states.includes('unknown')) {
    return 'Nothing is known to be broken.';
  }
  return states.includes('not-set-up')
    ? 'Nothing is broken.'
    : 'All well: every source works.';
}
