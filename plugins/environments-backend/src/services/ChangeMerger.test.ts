import { serializeEnvironmentSpec } from '@portico/plugin-environments-common';
import { aChange } from '../__testUtils__/aChange';
import { aSpec } from '../__testUtils__/aSpec';
import { DriverWorld } from '../__testUtils__/DriverWorld';
import { InMemoryPlatformRepository } from '../__testUtils__/InMemoryPlatformRepository';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { branchOf } from './ChangeProposer';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;

describe('ChangeMerger', () => {
  const databases = createTestDatabases();
  let world: DriverWorld;

  beforeEach(async () => {
    world = DriverWorld.on(await migratedDatabase(databases, 'SQLITE_3'));
  });

  async function proposedChange(): Promise<string> {
    world.repository.refusal = 'a review is required';
    const id = await world.given(aChange());
    await world.portal().driver.runDue();
    world.repository.refusal = undefined;
    world.clock.pass(HOUR_MS);
    return id;
  }

  it('should notice a merge by hand', async () => {
    const id = await proposedChange();
    world.repository.finishByHand(1, 'merged');
    await world.portal().driver.runDue();
    expect(await world.stored(id)).toMatchObject({
      state: 'merged',
      mergeCommit: world.repository.pullRequests[0].mergeCommit,
    });
  });

  it('should notice that a pull request was closed', async () => {
    const id = await proposedChange();
    world.repository.finishByHand(1, 'closed');
    await world.portal().driver.runDue();
    expect(await world.stored(id)).toMatchObject({
      state: 'rejected',
      stateReason: 'Pull request #1 was closed on the Git host without a merge',
    });
  });

  it('should merge nothing that nobody has agreed to', async () => {
    const id = await proposedChange();
    world.repository.pushTo(`portico/${id}`, 'prod.yaml', 'kind: Surprise');
    await world.portal().driver.runDue();
    const change = await world.stored(id);
    expect(change.state).toBe('proposed');
    expect(change.stateReason).toMatch(/Somebody has added commits/);
    expect(world.repository.statuses.at(-1)).toMatchObject({
      commit: world.repository.pullRequests[0].headSha,
      state: 'failure',
    });
    expect(world.repository.textOf('prod.yaml')).toBeUndefined();
  });

  describe('under which somebody changes main', () => {
    const before = aSpec();
    const after = aSpec({ ttl: '3d' });
    const text = serializeEnvironmentSpec(before);

    async function resizeIsOpen(): Promise<string> {
      world.repository = InMemoryPlatformRepository.create({
        'dev.yaml': text,
      });
      world.repository.refusal = 'a review is required';
      const path = 'infra/environments/dev.yaml';
      const file = await world.repository.findFile('main', path);
      const change = aChange({
        kind: 'resize',
        before,
        beforeSha: file?.sha,
        after,
      });
      const id = await world.given(change);
      await world.portal().driver.runDue();
      world.repository.refusal = undefined;
      world.clock.pass(HOUR_MS);
      return id;
    }

    it.each([
      ['changed', `${text}# by hand\n`, /was changed in Git after/],
      ['deleted', undefined, /is no longer in Git/],
      ['made the same', serializeEnvironmentSpec(after), /exactly like this/],
    ])('should end when the file is %s', async (_, byHand, reason) => {
      const id = await resizeIsOpen();
      world.repository.push('dev.yaml', byHand);
      const { driver, onFileChanged } = world.portal();
      await driver.runDue();
      // Whoever asks again gets an answer about the file as it is.
      expect(onFileChanged).toHaveBeenCalledTimes(1);
      expect(await world.stored(id)).toMatchObject({
        state: 'superseded',
        stateReason: expect.stringMatching(reason),
        pullRequest: { state: 'closed' },
      });
      expect(world.repository.pullRequests[0].state).toBe('closed');
      expect(world.repository.textOf('dev.yaml')).toBe(byHand);
    });

    it('should end when somebody else has created its file', async () => {
      const id = await proposedChange();
      world.repository.push('dev.yaml', text.replace('Shared', 'Own'));
      await world.portal().driver.runDue();
      expect(await world.stored(id)).toMatchObject({
        state: 'superseded',
        stateReason: expect.stringMatching(/put dev into Git meanwhile/),
      });
    });

    it('should count as merged when somebody merges it in this moment', async () => {
      const id = await resizeIsOpen();
      const { repository } = world;
      const readHead = repository.readHead.bind(repository);
      repository.readHead = async () => {
        repository.finishByHand(1, 'merged');
        return readHead();
      };
      await world.portal().driver.advance(id);
      expect((await world.stored(id)).state).toBe('merged');
    });
  });

  it.each([
    ['with the wrong file beside it', 'evil.yaml', true],
    ['with another text in its file', 'prod.yaml', true],
    ['not proposed by anybody yet', 'evil.yaml', false],
  ])(
    'should merge no branch that was laid out beforehand, %s',
    async (_title, file, withPullRequest) => {
      const { repository } = world;
      const id = await world.given(aChange());
      const branch = branchOf(id);
      await repository.createBranch(branch, await repository.readHead());
      repository.pushTo(branch, file, 'not what was agreed to');
      if (withPullRequest) {
        await repository.openPullRequest({ branch, title: 'x', body: '' });
      }

      await world.portal().driver.runDue();
      world.clock.pass(HOUR_MS);
      // A second look must not take the failed check for a passed one.
      await world.portal().driver.runDue();

      const change = await world.stored(id);
      expect(change.state).toBe('proposed');
      expect(change.stateReason).toMatch(/merges only what was agreed to/);
      expect(repository.statuses.map(({ state }) => state)).toEqual([
        'failure',
      ]);
      expect(repository.textOf('evil.yaml')).toBeUndefined();
      expect(repository.textOf('prod.yaml')).toBeUndefined();
    },
  );

  it('should close the pull request of a change that was taken back', async () => {
    const id = await proposedChange();
    const { driver, changes } = world.portal();
    await changes.update(id, () => ({ patch: { state: 'withdrawn' } }));
    await driver.runDue();
    expect(world.repository.pullRequests[0].state).toBe('closed');
    expect((await world.stored(id)).pullRequest?.state).toBe('closed');
  });
});
