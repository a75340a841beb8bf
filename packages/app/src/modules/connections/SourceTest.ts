import { ResponseError } from '@backstage/errors';
import { SourceStatus, sourceStateWord } from '@portico/plugin-timeline-common';
import { reasonOf } from '../../components/FailedState';
import { clockWords, tookWords } from '../../words/timeWords';

/** A test of one source: running, or how it went. */
export type SourceTest =
  | { status: 'running' }
  | { status: 'told'; source: SourceStatus; at: Date; tookMs: number }
  | { status: 'failed'; reason: string; at: Date };

function whyNot(error: unknown): string {
  if (ResponseError.is(error) && error.statusCode === 404) {
    return 'The portal does not know how to test it.';
  }
  return ResponseError.is(error) && error.statusCode === 403
    ? 'You may not test it.'
    : reasonOf(error);
}

/** Runs a test and tells how it went; never fails. */
export async function runTest(
  ask: () => Promise<SourceStatus>,
): Promise<SourceTest> {
  const started = performance.now();
  try {
    const source = await ask();
    const tookMs = performance.now() - started;
    return { status: 'told', source, at: new Date(), tookMs };
  } catch (error) {
    return { status: 'failed', reason: whyNot(error), at: new Date() };
  }
}

/** A test in words; nothing where none was made. */
export function testWords(test: SourceTest | undefined): string {
  switch (test?.status) {
    case 'running':
      return 'Testing…';
    case 'told':
      return `Tested at ${clockWords(test.at)} in ${tookWords(
        test.tookMs,
      )}: ${sourceStateWord(test.source.state)}.`;
    case 'failed':
      return `Could not test it at ${clockWords(test.at)}. ${test.reason}`;
    default:
      return '';
  }
}
