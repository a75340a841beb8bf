import type { SourceStatus } from '@portico/plugin-timeline-common';

/** What `doctor` says of one thing: the state, why, and what to do about it. */
export interface Finding {
  id: string;
  title: string;
  state: SourceStatus['state'];
  reason: string | null;
  fix: string | null;
  since: string | null;
  origin: SourceStatus['origin'] | null;
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
    fix: null,
    since: null,
    origin: null,
    ...told,
  };
}

/** Whether nothing needs attention. */
export function allWell(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state === 'ok');
}

/** The findings as text, a line each, and one for what to do. */
export function renderFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ title }) => title.length));
  const lines = findings.flatMap(({ title, state, reason, fix }) => {
    const head = `${title.padEnd(width)}  ${state.padEnd(10)}  ${reason ?? ''}`;
    const indent = ' '.repeat(width + 14);
    return fix ? [head.trimEnd(), `${indent}Fix: ${fix}`] : [head.trimEnd()];
  });
  return `${lines.join('\n')}\n`;
}
