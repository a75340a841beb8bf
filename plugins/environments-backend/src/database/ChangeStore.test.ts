import { ChangeApproval } from '@portico/plugin-environments-common';
import { aChange } from '../__testUtils__/aChange';
import { aSpec } from '../__testUtils__/aSpec';
import { MutableClock } from '../__testUtils__/MutableClock';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { Knex } from 'knex';
import { happen } from '../services/changeEvents';
import { ChangeStore } from './ChangeStore';

jest.setTimeout(60_000);

const APPROVERS = 'group:default/platform-approvers';
const FINOPS = 'group:default/finops';

function asks(group: string): ChangeApproval {
  return { group, reason: 'it is production', decision: null };
}

const submitted = {
  event: 'submit',
  from: 'draft',
  to: 'approved',
  actor: 'user:default/ada',
  comment: null,
} as const;

describe('ChangeStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    const clock = MutableClock.at('2026-11-25T10:00:00.000Z');
    let knex: Knex;
    let store: ChangeStore;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      store = ChangeStore.create(knex, clock.now);
    });

    it('should give back what it was given, with its history', async () => {
      const change = aChange({
        comment: 'for the "new" checkout',
        approvals: [asks(APPROVERS), asks(FINOPS)],
      });
      expect(await store.insert(change, [submitted])).toBe('inserted');
      expect(await store.get(change.id)).toEqual(change);
      expect(await store.history(change.id)).toEqual([
        { ...submitted, at: clock.now().toISOString() },
      ]);
      expect(await store.get(aChange().id)).toBeUndefined();
    });

    it('should let one of 20 requests for the same name win', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => store.insert(aChange(), [submitted])),
      );
      expect(outcomes.filter(outcome => outcome === 'inserted')).toHaveLength(
        1,
      );
      expect(outcomes.filter(outcome => outcome === 'held')).toHaveLength(19);
      const rows = await store.list({ limit: 100 });
      expect(rows).toHaveLength(1);
      // The losers' history went with them.
      expect(await store.history(rows[0].id)).toHaveLength(1);
    });

    it('should free the name when the change is merged', async () => {
      const first = aChange({ state: 'proposed' });
      await store.insert(first, []);
      expect((await store.findHolder('dev'))?.id).toBe(first.id);
      await store.update(first.id, change =>
        happen(change, { event: 'merge', actor: 'portal' }),
      );
      expect(await store.findHolder('dev')).toBeUndefined();
      expect(await store.insert(aChange(), [])).toBe('inserted');
    });

    it('should write a change and its history together or not at all', async () => {
      const change = aChange({ state: 'pending-approval' });
      await store.insert(change, []);
      clock.pass(1000);
      const updated = await store.update(change.id, current =>
        happen(current, {
          event: 'reject',
          actor: 'user:default/grace',
          comment: 'too large',
          patch: { stateReason: 'too large' },
        }),
      );
      expect(updated?.updatedAt).toBe(clock.now().toISOString());
      expect(await store.get(change.id)).toEqual({
        ...change,
        state: 'rejected',
        stateReason: 'too large',
        updatedAt: clock.now().toISOString(),
      });

      await expect(
        store.update(change.id, current =>
          happen(current, { event: 'merge', actor: 'portal' }),
        ),
      ).rejects.toThrow('"merge" is refused: "rejected" is final');
      expect(await store.history(change.id)).toEqual([
        {
          at: clock.now().toISOString(),
          event: 'reject',
          from: 'pending-approval',
          to: 'rejected',
          actor: 'user:default/grace',
          comment: 'too large',
        },
      ]);
    });

    it('should not lose one of many decisions made at the same time', async () => {
      const groups = Array.from(
        { length: 8 },
        (_, index) => `group:default/g${index}`,
      );
      const change = aChange({
        state: 'pending-approval',
        approvals: groups.map(asks),
      });
      await store.insert(change, []);
      const approve = (group: string) =>
        store.update(change.id, current => {
          const at = clock.now().toISOString();
          const decision = {
            by: `user:default/of-${group.slice(-2)}`,
            at,
            verdict: 'approved' as const,
            comment: null,
          };
          const approvals = current.approvals.map(entry =>
            entry.group === group ? { ...entry, decision } : entry,
          );
          const patch = { approvals };
          return approvals.every(entry => entry.decision)
            ? happen(current, { event: 'approve', actor: decision.by, patch })
            : { patch };
        });
      await Promise.all(groups.map(approve));
      const stored = await store.get(change.id);
      expect(stored?.approvals.map(({ decision }) => decision?.by)).toEqual(
        groups.map(group => `user:default/of-${group.slice(-2)}`),
      );
      expect(stored?.state).toBe('approved');
    });

    it('should list to people what concerns them, and nothing else', async () => {
      const mine = aChange({ after: aSpec({ name: 'mine' }) });
      const teams = aChange({
        after: aSpec({ name: 'teams' }),
        requestedBy: 'user:default/bob',
      });
      const foreign = aChange({
        after: aSpec({ name: 'foreign', owner: 'group:default/storefront' }),
        requestedBy: 'user:default/eve',
        state: 'pending-approval',
        approvals: [asks(APPROVERS)],
      });
      for (const change of [mine, teams, foreign])
        await store.insert(change, []);
      const names = async (refs: string[], user = refs[0]) =>
        (await store.list({ visibleTo: { user, refs }, limit: 10 }))
          .map(({ name }) => name)
          .sort();
      expect(
        await names(['user:default/ada', 'group:default/checkout']),
      ).toEqual(['mine', 'teams']);
      expect(await names(['user:default/grace', APPROVERS])).toEqual([
        'foreign',
      ]);
      expect(await names(['user:default/eve'])).toEqual(['foreign']);
      expect(await names(['user:default/nobody'])).toEqual([]);
    });

    it('should list what waits for a decision of a person', async () => {
      const waiting = aChange({
        state: 'pending-approval',
        requestedBy: 'user:default/grace',
        approvals: [asks(APPROVERS)],
      });
      await store.insert(waiting, []);
      const waitsFor = async (user: string, refs: string[]) =>
        (await store.list({ decidableBy: { user, refs }, limit: 10 })).length;
      expect(await waitsFor('user:default/margaret', [APPROVERS])).toBe(1);
      expect(await waitsFor('user:default/margaret', [FINOPS])).toBe(0);
      expect(await waitsFor('user:default/grace', [APPROVERS])).toBe(0);
    });

    it('should page through changes without losing or repeating one', async () => {
      const times = ['09:00', '10:00', '10:00', '10:00', '11:00'];
      for (const [index, time] of times.entries()) {
        await store.insert(
          aChange({
            after: aSpec({ name: `env-${index}` }),
            requestedAt: `2026-11-25T${time}:00.000Z`,
          }),
          [],
        );
      }
      const seen: string[] = [];
      let after: { requestedAt: string; id: string } | undefined;
      for (let page = 0; page < 3; page += 1) {
        const rows = await store.list({ limit: 2, after });
        seen.push(...rows.map(({ name }) => name));
        after = rows.at(-1);
      }
      expect(seen).toHaveLength(5);
      expect(new Set(seen).size).toBe(5);
      expect(seen[0]).toBe('env-4');
      expect(seen[4]).toBe('env-0');
    });

    it('should tell of a move after it is committed, and of nothing else', async () => {
      const seen: Promise<string | undefined>[] = [];
      const observed = ChangeStore.create(knex, clock.now, {
        async record() {},
        moved: id => seen.push(store.get(id).then(found => found?.state)),
      });
      const change = aChange({ state: 'approved' });
      await observed.insert(change, [submitted]);
      await observed.insert(aChange(), [submitted]);
      await observed.update(change.id, () => ({ patch: { attempts: 2 } }));
      await observed.update(change.id, () => undefined);
      await observed.update(change.id, () => ({
        patch: { stateReason: 'The Git host is down' },
      }));
      await observed.update(change.id, current =>
        happen(current, { event: 'propose', actor: 'portal' }),
      );
      await expect(
        observed.update(change.id, current =>
          happen(current, { event: 'approve', actor: 'portal' }),
        ),
      ).rejects.toThrow('is proposed');
      expect(await Promise.all(seen)).toEqual([
        'approved',
        'approved',
        'proposed',
      ]);
    });

    it('should write what its observer records together with the entry', async () => {
      const recorded: string[] = [];
      const observed = ChangeStore.create(knex, clock.now, {
        async record(tx, { eventId, entry, change }) {
          const [row] = await tx('change_events').where('id', eventId);
          recorded.push(`${row.event} ${entry.to} ${change.state}`);
          if (entry.event === 'reject') throw new Error('the disk is full');
        },
        moved() {},
      });
      const change = aChange({ state: 'pending-approval' });
      await observed.insert(change, [submitted]);
      await expect(
        observed.update(change.id, current =>
          happen(current, { event: 'reject', actor: 'user:default/grace' }),
        ),
      ).rejects.toThrow('the disk is full');
      expect(recorded).toEqual([
        'submit approved pending-approval',
        'reject rejected rejected',
      ]);
      expect((await store.get(change.id))?.state).toBe('pending-approval');
      expect(await store.history(change.id)).toHaveLength(1);
    });
  });
});
