import { aChange } from '../__testUtils__/aChange';
import { aPortal } from '../__testUtils__/aPortal';
import { DriverWorld } from '../__testUtils__/DriverWorld';
import { InMemoryPlatformRepository } from '../__testUtils__/InMemoryPlatformRepository';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;

describe('interrupted changes', () => {
  const databases = createTestDatabases();
  let world: DriverWorld;

  beforeEach(async () => {
    world = DriverWorld.on(await migratedDatabase(databases, 'SQLITE_3'));
  });

  const never = () => new Promise<void>(() => {});

  /** Lets a portal work until it is killed, and another one go on later. */
  async function killAndGoOn(
    id: string,
    dying: ReturnType<typeof aPortal>,
    killed: Promise<void>,
  ) {
    dying.driver.kick(id);
    await killed;
    world.repository.afterEffect = async () => {};
    const next = world.portal();
    await next.driver.runDue();
    // The claim of the dead portal still holds.
    expect(await next.queue.claim(id, 'another', 1)).toBe(false);
    world.clock.pass(HOUR_MS);
    await next.driver.runDue();
  }

  const outcomeOf = async (id: string) => ({
    state: (await world.stored(id)).state,
    branches: [...world.repository.branches.keys()],
    pullRequests: world.repository.pullRequests.map(pull => pull.state),
    commits: world.repository.commits.size,
    events: (await world.portal().changes.history(id)).map(
      ({ event }) => event,
    ),
  });

  const oneOfEach = (id: string) => ({
    state: 'merged',
    branches: ['main', `portico/${id}`],
    pullRequests: ['merged'],
    // The first commit, the one of the branch, and the merge.
    commits: 3,
    events: ['propose', 'merge'],
  });

  it.each([
    'createBranch',
    'writeFile',
    'openPullRequest',
    'setStatus',
    'merge',
  ])('should go on after a kill behind %s', async effect => {
    const id = await world.given(aChange());
    let atDeath = () => {};
    const killed = new Promise<void>(resolve => {
      atDeath = resolve;
    });
    world.repository.afterEffect = async done => {
      if (done !== effect) return;
      atDeath();
      await never();
    };
    await killAndGoOn(id, world.portal(), killed);
    expect(await outcomeOf(id)).toEqual(oneOfEach(id));
  });

  it.each(
    [1, 2, 3].flatMap(
      nth =>
        [
          [nth, 'before'],
          [nth, 'after'],
        ] as const,
    ),
  )(
    'should go on after a kill at write %d to the database, %s it',
    async (nth, side) => {
      const id = await world.given(aChange());
      const dying = world.portal();
      const update = dying.changes.update.bind(dying.changes);
      let writes = 0;
      const killed = new Promise<void>(resolve => {
        jest
          .spyOn(dying.changes, 'update')
          .mockImplementation(async (...args) => {
            writes += 1;
            const dies = writes === nth;
            if (dies && side === 'after') await update(...args);
            if (!dies) return update(...args);
            resolve();
            await never();
            return undefined;
          });
      });
      await killAndGoOn(id, dying, killed);
      expect(await outcomeOf(id)).toEqual(oneOfEach(id));
    },
  );

  it('should leave one of each when two portals work on a change at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      world.repository = InMemoryPlatformRepository.create();
      world.repository.afterEffect = () =>
        new Promise(resolve => setTimeout(resolve, (round * 7) % 5));
      const id = await world.given(aChange());
      const portals = [world.portal(), world.portal()];
      // As if the claim of the first had run out while it was working.
      for (const { queue } of portals) {
        jest.spyOn(queue, 'claim').mockResolvedValue(true);
      }
      await Promise.all(portals.map(({ driver }) => driver.advance(id)));
      world.clock.pass(HOUR_MS);
      await world.portal().driver.runDue();
      expect(await outcomeOf(id)).toEqual(oneOfEach(id));
    }
  });

  it('should know its pull request again that was merged by hand after a kill', async () => {
    const id = await world.given(aChange());
    let atDeath = () => {};
    const killed = new Promise<void>(resolve => {
      atDeath = resolve;
    });
    world.repository.afterEffect = async effect => {
      if (effect !== 'openPullRequest') return;
      atDeath();
      await never();
    };
    world.portal().driver.kick(id);
    await killed;
    world.repository.afterEffect = async () => {};
    world.repository.finishByHand(1, 'merged');
    await world.anHourLater();
    // Not superseded, although Git has the file by now.
    expect(await outcomeOf(id)).toEqual(oneOfEach(id));
  });

  it('should keep its claim for as long as the Git host takes', async () => {
    jest.useFakeTimers({
      doNotFake: [
        'Date',
        'clearImmediate',
        'clearTimeout',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'setTimeout',
      ],
    });
    try {
      const id = await world.given(aChange());
      let goOn = () => {};
      const reached = new Promise<void>(atEffect => {
        world.repository.afterEffect = async effect => {
          if (effect !== 'createBranch') return;
          atEffect();
          await new Promise<void>(resolve => {
            goOn = resolve;
          });
        };
      });
      const slow = world.portal();
      const renewed = jest.spyOn(slow.queue, 'claim');
      const work = slow.driver.advance(id);
      await reached;
      for (let beat = 0; beat < 9; beat += 1) {
        world.clock.pass(10_000);
        jest.advanceTimersByTime(10_000);
        await renewed.mock.results.at(-1)?.value;
      }
      const other = world.portal();
      expect(await other.queue.claim(id, 'other', 1)).toBe(false);
      goOn();
      await work;
      expect(await outcomeOf(id)).toEqual(oneOfEach(id));
    } finally {
      jest.useRealTimers();
    }
  });
});
