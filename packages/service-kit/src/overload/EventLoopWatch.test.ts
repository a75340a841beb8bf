import { setTimeout as sleep } from 'node:timers/promises';
import { leastOf } from '../testUtils/leastOf';
import { untilTrue } from '../testUtils/untilTrue';
import { EventLoopWatch } from './EventLoopWatch';

// The machine may be busy with something else, which is late as well: once is enough.
const TURNS = 3;

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('EventLoopWatch', () => {
  let watch: EventLoopWatch;
  beforeEach(() => {
    watch = EventLoopWatch.start();
  });
  afterEach(() => watch.stop());

  it('should see after a quiet time that every turn is late, and that it is over', async () => {
    const turn = async () => {
      await sleep(1_500);
      return watch.delayMs;
    };
    expect(await leastOf(TURNS, 60, turn)).toBeLessThan(60);
    const busy = setInterval(() => block(100), 1);
    await untilTrue('it is late', () => watch.delayMs > 60);
    clearInterval(busy);
    await untilTrue('it is in time again', () => watch.delayMs < 40);
  }, 20_000);

  it('should see turns of which half a second holds only two', async () => {
    const busy = setInterval(() => block(300), 1);
    await untilTrue('it is late', () => watch.delayMs > 200);
    clearInterval(busy);
  }, 20_000);

  it.each([
    // Right after a look, so that the next one sees nothing else.
    [600, 505],
    [1_100, 100],
  ])(
    'should take one pause of %i ms after %i ms for no overload',
    async (ms, after) => {
      const turn = async () => {
        watch.stop();
        watch = EventLoopWatch.start();
        await sleep(after);
        block(ms);
        let most = 0;
        for (let waited = 0; waited < 1_300; waited += 20) {
          most = Math.max(most, watch.delayMs);
          await sleep(20);
        }
        return most;
      };
      expect(await leastOf(TURNS, 60, turn)).toBeLessThan(60);
    },
    20_000,
  );
});
