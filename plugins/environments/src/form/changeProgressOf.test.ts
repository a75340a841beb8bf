import { aChange } from '../__testUtils__/aView';
import { progressOf, reachedState } from './changeProgressOf';

describe('progressOf', () => {
  const statuses = (
    change: Parameters<typeof progressOf>[0],
    connected: boolean,
  ) => progressOf(change, connected).map(({ status }) => status);

  it('should end in the unknown where no pipeline reports', () => {
    expect(statuses(aChange({ state: 'merged' }), false)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'unknown',
      'unknown',
    ]);
    expect(progressOf(aChange({ state: 'merged' }), false)[4].title).toBe(
      'No pipeline connected',
    );
  });

  it('should not deny a pipeline that nobody knows of', () => {
    const step = progressOf(aChange({ state: 'merged' }), undefined)[4];
    expect(step).toMatchObject({ title: 'Applying', status: 'unknown' });
  });

  it('should take a run as the proof of a pipeline', () => {
    expect(
      statuses(aChange({ state: 'applying', runId: 'run-1' }), false)[4],
    ).toBe('current');
  });

  it('should stop a rejected change where it was', () => {
    const rejected = aChange({
      state: 'rejected',
      history: [
        ...aChange().history,
        {
          at: '2026-11-25T11:00:00.000Z',
          event: 'reject',
          from: 'pending-approval',
          to: 'rejected',
          actor: 'user:default/grace',
          comment: 'too dear',
        },
      ],
    });
    expect(reachedState(rejected)).toBe('pending-approval');
    expect(statuses(rejected, true)).toEqual([
      'done',
      'failed',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ]);
  });
});
