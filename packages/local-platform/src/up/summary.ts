import { PEOPLE } from '../commands/people';
import type { Run } from './RunFile';

/** What a person needs to know once everything answers. */
export function summary(run: Run, dataPath: string): string {
  const { gitHost, postgres } = run.ports;
  const people = Object.values(PEOPLE).map(
    ({ name, about }) => `  ${name.padEnd(10)}${about}`,
  );
  return [
    '',
    `Portico is ready: ${run.url}`,
    '',
    'Sign in as one of the sample people:',
    ...people,
    '',
    postgres === null
      ? 'Real:       PostgreSQL, the one that DATABASE_URL names'
      : `Real:       PostgreSQL (embedded, 127.0.0.1:${postgres})`,
    `Emulated:   Git host (http://localhost:${gitHost})`,
    'Not there:  a pipeline. Environments are defined, nothing is built on AWS',
    '',
    `Data and logs: ${dataPath}`,
    '',
  ].join('\n');
}
