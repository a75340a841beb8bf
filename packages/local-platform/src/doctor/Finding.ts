import {
  isSourceBroken,
  sourceStateWord,
  sourceSummary,
  type SourceStatus,
} from '@portico/plugin-timeline-common';

/** What `doctor` says of one thing: what the page Connections says of a source, and how to mend it. */
export interface Finding extends Omit<SourceStatus, 'origin'> {
  /** Null for what belongs to this machine and to no source. */
  origin: SourceStatus['origin'] | null;
  fix: string | null;
}

/** A finding about this machine. */
export function finding(
  id: string,
  title: string,
  told: Pick<Finding, 'state'> & Partial<Finding>,
): Finding {
  return {
    id,
    title,
    reason: null,
    since: null,
    missing: null,
    snippet: null,
    origin: null,
    fix: null,
    ...told,
  };
}

/** Whether nothing is broken; what nobody has set up yet is not. */
export function allWell(findings: readonly Finding[]): boolean {
  return !findings.some(({ state }) => isSourceBroken(state));
}

const STATE_WIDTH = 'not allowed'.length;

/** The findings as text: a line each, below it what to do, and all sources in one line at the end. */
export function renderFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ title }) => title.length));
  const indent = ' '.repeat(width + STATE_WIDTH + 4);
  const lines = findings.flatMap(told => {
    const word = sourceStateWord(told.state).padEnd(STATE_WIDTH);
    const head = `${told.title.padEnd(width)}  ${word}  ${reasonOf(told)}`;
    return [
      head.trimEnd(),
      ...remedyOf(told).map(line => `${indent}${line}`.trimEnd()),
    ];
  });
  const sources = findings.filter(({ origin }) => origin !== null);
  const end = sources.length > 0 ? ['', `${sourceSummary(sources)}.`] : [];
  return `${[...lines, ...end].join('\n')}\n`;
}

/** The reason, behind the word for data that is not of a real source. */
function reasonOf({ reason, origin }: Finding): string {
  const tag = origin === null || origin === 'live' ? '' : `[${origin}] `;
  return `${tag}${reason ?? ''}`;
}

function remedyOf({ missing, fix, snippet }: Finding): string[] {
  return [
    ...(missing ? [`Missing: ${missing}`] : []),
    ...(fix ? [`Fix: ${fix}`] : []),
    ...(snippet ? snippet.split('\n').map(line => `  ${line}`) : []),
  ];
}
