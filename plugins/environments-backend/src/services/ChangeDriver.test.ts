import { serializeEnvironmentSpec } from '@portico/plugin-environments-common';
import { aChange } from '../__testUtils__/aChange';
import { aSpec } from '../__testUtils__/aSpec';
import { DriverWorld } from '../__testUtils__/DriverWorld';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { GitHostError } from '../sources/GitHostError';
import { pauseMs } from './ChangeDriver';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;

describe('ChangeDriver', () => {
  const databases = createTestDatabases();
  let world: DriverWorld;

  beforeEach(async () => {
    world = DriverWorld.on(await migratedDatabase(databases, 'SQLITE_3'));
  });

  it('should make of an approved change a merged file, and nothing beside it', async () => {
    const change = aChange();
    const id = await world.given(change);
    const { driver, onFileChanged, changes } = world.portal();
    await driver.runDue();

    expect(world.repository.textOf('dev.yaml')).toBe(
      serializeEnvironmentSpec(change.after),
    );
    expect([...world.repository.branches.keys()]).toEqual([
      'main',
      `portico/${id}`,
    ]);
    const [pull] = world.repository.pullRequests;
    expect(world.repository.pullRequests).toHaveLength(1);
    expect(pull.title).toBe('Create environment dev');
    expect(pull.body).toContain(`https://portal.example/changes/${id}`);
    expect(world.repository.statuses).toEqual([
      {
        commit: pull.headSha,
        state: 'success',
        description:
          'at least $239.07 a month; no blockers; no approval needed',
        targetUrl: `https://portal.example/changes/${id}`,
      },
    ]);
    expect(await world.stored(id)).toMatchObject({
      state: 'merged',
      stateReason: null,
      mergeCommit: pull.mergeCommit,
      pullRequest: { number: 1, state: 'merged', headSha: pull.headSha },
    });
    expect(
      (await changes.history(id)).map(({ event, to }) => [event, to]),
    ).toEqual([
      ['propose', 'proposed'],
      ['merge', 'merged'],
    ]);
    expect(onFileChanged).toHaveBeenCalledTimes(1);
    await driver.runDue();
    expect(onFileChanged).toHaveBeenCalledTimes(1);
  });

  it('should show why a merge is refused, and merge when it no longer is', async () => {
    world.repository.refusal = 'Required status check "ci" is expected.';
    const id = await world.given(aChange());
    const { driver, changes } = world.portal();
    await driver.runDue();
    expect(await world.stored(id)).toMatchObject({
      state: 'proposed',
      stateReason:
        'The Git host refused to merge: Required status check "ci" is expected.',
      attempts: 1,
      nextAttemptAt: new Date(
        world.clock.now().getTime() + 15_000,
      ).toISOString(),
    });
    await driver.runDue();
    expect((await world.stored(id)).attempts).toBe(1);
    world.clock.pass(HOUR_MS);
    await driver.runDue();
    expect((await world.stored(id)).attempts).toBe(2);
    // The same words are told once, and the status is set once.
    const told = (await changes.history(id)).map(({ event }) => event);
    expect(told).toEqual(['propose', 'merge-refused']);
    expect(world.repository.statuses).toHaveLength(1);

    world.repository.refusal = undefined;
    world.clock.pass(HOUR_MS);
    await driver.runDue();
    expect(await world.stored(id)).toMatchObject({
      state: 'merged',
      stateReason: null,
    });
  });

  it('should wait as long as the Git host asks', async () => {
    const retryAt = new Date(world.clock.now().getTime() + 2 * HOUR_MS);
    world.repository.failure = new GitHostError(
      'rate-limited',
      'asks to wait',
      {
        retryAt,
      },
    );
    const id = await world.given(aChange());
    await world.portal().driver.runDue();
    expect(await world.stored(id)).toMatchObject({
      state: 'approved',
      stateReason: 'asks to wait',
      nextAttemptAt: retryAt.toISOString(),
    });
    world.repository.failure = undefined;
    world.clock.pass(HOUR_MS);
    await world.portal().driver.runDue();
    expect((await world.stored(id)).state).toBe('approved');
    world.clock.pass(2 * HOUR_MS);
    await world.portal().driver.runDue();
    expect((await world.stored(id)).state).toBe('merged');
  });

  it('should not ask a host that is down for one change after the other', async () => {
    const names = ['dev', 'qa', 'demo'];
    for (const name of names) {
      await world.given(aChange({ after: aSpec({ name }) }));
    }
    world.repository.failure = new GitHostError('unreachable', 'no answer');
    const asked = jest.spyOn(world.repository, 'findPullRequest');
    await world.portal().driver.runDue();
    expect(asked).toHaveBeenCalledTimes(1);
    world.repository.failure = undefined;
    await world.anHourLater();
    expect(names.map(name => world.repository.textOf(`${name}.yaml`))).toEqual(
      names.map(() => expect.stringContaining('kind: Environment')),
    );
  });

  it('should end a request that nobody decided on in time', async () => {
    const expiresAt = new Date(
      world.clock.now().getTime() + HOUR_MS,
    ).toISOString();
    const id = await world.given(
      aChange({ state: 'pending-approval', expiresAt }),
    );
    await world.portal().driver.runDue();
    expect((await world.stored(id)).state).toBe('pending-approval');
    world.clock.pass(HOUR_MS);
    await world.portal().driver.runDue();
    expect(await world.stored(id)).toMatchObject({
      state: 'expired',
      stateReason: 'Nobody decided in time',
    });
  });
});

describe('pauseMs', () => {
  it('should double up to five minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map(pauseMs)).toEqual([
      15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000,
    ]);
  });
});
