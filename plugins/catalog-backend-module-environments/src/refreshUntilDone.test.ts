import { mockServices } from '@backstage/backend-test-utils';
import { refreshUntilDone } from './refreshUntilDone';

/** Runs with an attempt that fails this many times; tells how often it was made. */
async function attempts(failures: number, signal?: AbortSignal) {
  let made = 0;
  await refreshUntilDone({
    refresh: async () => {
      made += 1;
      if (made <= failures) {
        throw new Error('not yet');
      }
    },
    logger: mockServices.logger.mock(),
    signal: signal ?? new AbortController().signal,
    delaysMs: [1, 1],
  });
  return made;
}

describe('refreshUntilDone', () => {
  it('should stop at the first success', async () => {
    expect(await attempts(0)).toBe(1);
    expect(await attempts(1)).toBe(2);
  });

  it('should give up after the last delay, without throwing', async () => {
    expect(await attempts(99)).toBe(3);
  });

  it('should not start again once the portal stops', async () => {
    expect(await attempts(0, AbortSignal.abort())).toBe(0);
  });
});
