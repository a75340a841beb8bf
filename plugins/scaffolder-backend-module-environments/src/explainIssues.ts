import { SpecIssue } from '@portico/plugin-environments-common';

/** Tells in a task's log which fields of a spec are wrong, a line each. */
export function explainIssues(issues: SpecIssue[]): string {
  const lines = issues.map(({ path, message }) => `- ${path} ${message}`);
  return `The environment can't be asked for like this:\n${lines.join('\n')}`;
}
