import { within } from './within';

describe('within', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('should give what is there in time, and leave no timer behind', async () => {
    expect(await within(Promise.resolve('done'), 1_000, 'late')).toBe('done');
    const failed = Promise.reject(new Error('broken'));
    await expect(within(failed, 1_000, 'late')).rejects.toThrow('broken');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should give the other answer as soon as the time is over', async () => {
    let answer: string | undefined;
    within(new Promise<string>(() => {}), 1_000, 'late').then(given => {
      answer = given;
    });
    await jest.advanceTimersByTimeAsync(999);
    expect(answer).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(answer).toBe('late');
  });
});
