import { serializeEnvironmentSpec } from '@portico/plugin-environments-common';
import { aChange } from '../__testUtils__/aChange';
import { anEvaluation, FakeEvaluator } from '../__testUtils__/anEvaluation';
import { aSpec } from '../__testUtils__/aSpec';
import { DriverWorld } from '../__testUtils__/DriverWorld';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';

jest.setTimeout(60_000);

const APPROVERS = 'group:default/platform-approvers';

describe('ChangeProposer', () => {
  const databases = createTestDatabases();
  let world: DriverWorld;

  beforeEach(async () => {
    world = DriverWorld.on(await migratedDatabase(databases, 'SQLITE_3'));
  });

  describe('when Git has moved on meanwhile', () => {
    it.each([
      [
        'another file of that name',
        'kind: Other',
        /Somebody has put dev into Git/,
      ],
      [
        'the very same file',
        serializeEnvironmentSpec(aSpec()),
        /exactly like this already/,
      ],
    ])('should not create over %s', async (_, text, reason) => {
      const id = await world.given(aChange());
      world.repository.push('dev.yaml', text);
      await world.portal().driver.runDue();
      expect(await world.stored(id)).toMatchObject({
        state: 'superseded',
        stateReason: expect.stringMatching(reason),
      });
      expect(world.repository.pullRequests).toEqual([]);
      expect(world.repository.textOf('dev.yaml')).toBe(text);
    });

    it('should not undo what somebody has changed by hand', async () => {
      world.repository.push('dev.yaml', 'kind: Before');
      const before = await world.repository.findFile(
        'main',
        'infra/environments/dev.yaml',
      );
      const id = await world.given(
        aChange({
          kind: 'resize',
          before: aSpec(),
          beforeSha: before?.sha ?? null,
        }),
      );
      world.repository.push('dev.yaml', 'kind: ChangedByHand');
      await world.portal().driver.runDue();
      expect(await world.stored(id)).toMatchObject({
        state: 'superseded',
        stateReason: expect.stringMatching(/was changed in Git after/),
      });
    });
  });

  it('should not write over what somebody put on its branch', async () => {
    const id = await world.given(aChange());
    const branch = `portico/${id}`;
    await world.repository.createBranch(
      branch,
      await world.repository.readHead(),
    );
    world.repository.pushTo(branch, 'dev.yaml', 'kind: Surprise');
    await world.portal().driver.runDue();
    expect(await world.stored(id)).toMatchObject({
      state: 'approved',
      stateReason: `Somebody has written to the branch ${branch}; delete it to go on`,
    });
    expect(world.repository.pullRequests).toEqual([]);
  });

  describe('when there was no estimate', () => {
    const unavailable = { status: 'unavailable', reason: 'too slow' } as const;
    const approved = {
      group: APPROVERS,
      reason: 'its cost could not be estimated',
      decision: {
        by: 'user:default/grace',
        at: '2026-11-25T10:00:00.000Z',
        verdict: 'approved' as const,
        comment: null,
      },
    };
    const blind = () =>
      aChange({ estimate: unavailable, plan: null, approvals: [approved] });

    it('should estimate again before it merges', async () => {
      const id = await world.given(blind());
      await world.portal().driver.runDue();
      const change = await world.stored(id);
      expect(change.state).toBe('merged');
      expect(change.estimate).toMatchObject({ total: { monthly: '239.07' } });
      expect(world.repository.pullRequests[0].body).toContain('$239.07');
    });

    it('should wait while there is none', async () => {
      const evaluator = new FakeEvaluator();
      evaluator.answer = () => ({ ...unavailable, busy: false });
      const id = await world.given(blind());
      await world.portal(evaluator).driver.runDue();
      expect(await world.stored(id)).toMatchObject({
        state: 'approved',
        stateReason: 'It waits for an estimate: too slow',
        attempts: 1,
      });
      expect(world.repository.pullRequests).toEqual([]);
    });

    it('should ask for one more approval where the estimate asks for it', async () => {
      const evaluator = new FakeEvaluator();
      evaluator.answer = () => anEvaluation({ monthly: '9000.00' });
      const id = await world.given(blind());
      await world.portal(evaluator).driver.runDue();
      const change = await world.stored(id);
      expect(change.state).toBe('pending-approval');
      expect(change.approvals).toEqual([
        expect.objectContaining({
          group: 'group:default/finops',
          decision: null,
        }),
      ]);
      expect(world.repository.pullRequests).toEqual([]);
    });
  });
});
