import { MutableClock } from '../__testUtils__/MutableClock';
import { RecentAnswers } from './RecentAnswers';

describe('RecentAnswers', () => {
  const setUp = () => {
    const clock = MutableClock.at('2026-11-25T10:00:00.000Z');
    const answers = RecentAnswers.create<string>({
      pauseMs: 5_000,
      now: clock.now,
    });
    return { clock, answers };
  };

  it('should ask a question once in the pause, and each question for itself', async () => {
    const { clock, answers } = setUp();
    let asked = 0;
    const find = async () => {
      asked += 1;
      return `answer ${asked}`;
    };
    await answers.ask('a', find);
    clock.pass(4_999);
    expect(await answers.ask('a', find)).toBe('answer 1');
    expect(await answers.ask('b', find)).toBe('answer 2');
    clock.pass(1);
    expect(await answers.ask('a', find)).toBe('answer 3');
  });

  it('should share a question that is being asked', async () => {
    const { answers } = setUp();
    const find = jest.fn(async () => 'answer');
    await Promise.all([answers.ask('a', find), answers.ask('a', find)]);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('should not keep what has no answer or failed', async () => {
    const { answers } = setUp();
    expect(await answers.ask('a', async () => undefined)).toBeUndefined();
    await expect(
      answers.ask('a', async () => {
        throw new Error('no database');
      }),
    ).rejects.toThrow('no database');
    expect(await answers.ask('a', async () => 'answer')).toBe('answer');
  });
});
