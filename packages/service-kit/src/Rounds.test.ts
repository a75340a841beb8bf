import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from './log/createLog';
import { Rounds } from './Rounds';
import { leastOf } from './testUtils/leastOf';
import { untilTrue } from './testUtils/untilTrue';

const log = createLog({ service: 'test', level: 'silent' });
const NEVER_MS = 60_000;

describe('Rounds', () => {
  const started: Rounds[] = [];
  const begin = (
    work: () => Promise<boolean>,
    everyMs = NEVER_MS,
    apartMs?: number,
  ) => {
    const failure = 'It failed';
    const rounds = Rounds.create({ work, everyMs, apartMs, log, failure });
    started.push(rounds);
    rounds.start();
    return rounds;
  };
  afterEach(() => Promise.all(started.splice(0).map(one => one.stop())));

  it('should work again without a pause where there is more', async () => {
    let rounds = 0;
    begin(async () => {
      rounds += 1;
      return rounds < 5;
    });
    await untilTrue('five rounds', () => rounds === 5);
  });

  it('should wait for its time, or for a nudge', async () => {
    let count = 0;
    const rounds = begin(async () => {
      count += 1;
      return false;
    });
    await untilTrue('the first round', () => count === 1);
    rounds.nudge();
    await untilTrue('the second round', () => count === 2);
    begin(async () => {
      count += 10;
      return false;
    }, 5);
    await untilTrue('rounds by time', () => count > 30);
  });

  it('should make one round of nudges that come together, and be at once after a quiet time', async () => {
    const APART_MS = 200;
    const at: number[] = [];
    const work = async () => {
      at.push(performance.now());
      return false;
    };
    const rounds = begin(work, NEVER_MS, APART_MS);
    const nudging = setInterval(rounds.nudge, 5);
    await untilTrue('six rounds', () => at.length === 6);
    clearInterval(nudging);
    const gaps = at.slice(1).map((time, n) => time - at[n]);
    // A timer may be a millisecond early.
    expect(Math.min(...gaps)).toBeGreaterThan(APART_MS - 5);
    const turn = async () => {
      await sleep(2 * APART_MS);
      const before = at.length;
      const from = performance.now();
      rounds.nudge();
      while (at.length === before) await sleep(1);
      return performance.now() - from;
    };
    expect(await leastOf(3, 100, turn)).toBeLessThan(100);
  });

  it('should not be kept apart where there is more', async () => {
    let count = 0;
    begin(
      async () => {
        count += 1;
        return count < 50;
      },
      NEVER_MS,
      NEVER_MS,
    );
    await untilTrue('fifty rounds', () => count === 50);
  });

  it('should not miss a nudge that comes during a round', async () => {
    let count = 0;
    const rounds: Rounds = begin(async () => {
      count += 1;
      await new Promise(resolve => setImmediate(resolve));
      if (count === 1) rounds.nudge();
      return false;
    });
    await untilTrue('the second round', () => count === 2);
  });

  it('should go on after a failure, and not be hurried', async () => {
    let count = 0;
    const rounds = begin(async () => {
      count += 1;
      throw new Error('No');
    }, 20);
    await untilTrue('two rounds', () => count >= 2);
    const seen = count;
    for (let nudge = 0; nudge < 100; nudge++) rounds.nudge();
    expect(count).toBe(seen);
  });

  it('should end after the round under way, and at once in a pause', async () => {
    let done = false;
    const working = begin(async () => {
      await new Promise(resolve => setTimeout(resolve, 50));
      done = true;
      return false;
    });
    await working.stop();
    expect(done).toBe(true);
    let count = 0;
    const waiting = begin(async () => {
      count += 1;
      return false;
    });
    await untilTrue('the pause', () => count === 1);
    await waiting.stop();
    expect(count).toBe(1);
    const apart = begin(async () => false, NEVER_MS, NEVER_MS);
    apart.nudge();
    await sleep(20);
    await apart.stop();
  });
});
