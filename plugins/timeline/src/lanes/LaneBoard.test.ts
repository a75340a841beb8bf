import type { LaneAnswer } from '@portico/plugin-timeline-react';
import { anItem } from '../__testUtils__/anItem';
import { aProblem, deferred, FakeLane } from '../__testUtils__/FakeLane';
import { LaneBoard, type TimelineQuestion } from './LaneBoard';

const QUESTION: TimelineQuestion = {
  entityRef: 'component:default/order-service',
  environment: 'prod',
  choice: { kind: 'preset', preset: '6h' },
  zone: 'UTC',
};

const NOON = Date.parse('2026-11-25T12:00:00Z');

/** A board whose clock is set by hand. */
function setup(...lanes: FakeLane[]) {
  const clock = { now: NOON };
  const board = LaneBoard.create({
    lanes,
    apis: { get: () => undefined },
    question: QUESTION,
    now: () => clock.now,
  });
  const states = () => board.getView().lanes.map(({ state }) => state);
  return { board, clock, states };
}

/** Lets answers arrive. */
async function settle() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('LaneBoard', () => {
  it('should ask for the window that ends now, and move it with the clock', async () => {
    const lane = new FakeLane();
    const { board, clock } = setup(lane);
    board.refresh();
    clock.now += 30_000;
    board.refresh();
    expect(
      lane.queries.map(({ signal, ...query }) => ({
        ...query,
        aborted: signal.aborted,
      })),
    ).toEqual([
      {
        entityRef: 'component:default/order-service',
        environment: 'prod',
        from: '2026-11-25T06:00:00.000Z',
        to: '2026-11-25T12:00:00.000Z',
        aborted: true,
      },
      {
        entityRef: 'component:default/order-service',
        environment: 'prod',
        from: '2026-11-25T06:00:30.000Z',
        to: '2026-11-25T12:00:30.000Z',
        aborted: false,
      },
    ]);
    expect(board.getView().window).toEqual({
      from: NOON - 6 * 3_600_000 + 30_000,
      to: NOON + 30_000,
    });
  });

  it('should let one lane fail and the others go on', async () => {
    const works = new FakeLane('Deployments');
    works.answer = () => ({ items: [anItem()], more: true });
    const down = new FakeLane('SLO burn');
    down.answer = () => ({ problem: aProblem() });
    const throws = new FakeLane('Load tests');
    throws.answer = () => {
      throw new Error('it broke');
    };
    const waits = new FakeLane('Alerts');
    waits.answer = () => new Promise(() => {});
    const { board, states } = setup(works, down, throws, waits);
    expect(states().every(({ status }) => status === 'loading')).toBe(true);
    board.refresh();
    await settle();
    expect(states()).toEqual([
      { status: 'ready', items: [anItem()], more: true, loadedAt: NOON },
      { status: 'failed', problem: aProblem() },
      {
        status: 'failed',
        problem: { kind: 'down', source: 'Load tests', message: 'it broke' },
      },
      { status: 'loading' },
    ]);
  });

  it.each(['down', 'odd'] as const)(
    'should keep what was read when a later reading is %s',
    async kind => {
      const lane = new FakeLane();
      lane.answer = () => ({ items: [anItem()] });
      const { board, clock, states } = setup(lane);
      board.refresh();
      await settle();
      lane.answer = () => ({ problem: aProblem({ kind }) });
      clock.now += 30_000;
      board.refresh();
      await settle();
      const kept = {
        status: 'ready',
        items: [anItem()],
        more: false,
        loadedAt: NOON,
        stale: aProblem({ kind }),
      };
      expect(states()).toEqual([kept]);
      lane.answer = () => ({ items: [] });
      board.refresh();
      await settle();
      expect(states()).toEqual([
        { status: 'ready', items: [], more: false, loadedAt: NOON + 30_000 },
      ]);
    },
  );

  it.each(['not-allowed', 'not-installed', 'signed-out', 'refused'] as const)(
    'should keep nothing of what is %s now',
    async kind => {
      const lane = new FakeLane();
      lane.answer = () => ({ items: [anItem()] });
      const { board, states } = setup(lane);
      board.refresh();
      await settle();
      lane.answer = () => ({ problem: aProblem({ kind }) });
      board.refresh();
      await settle();
      expect(states()).toEqual([
        { status: 'failed', problem: aProblem({ kind }) },
      ]);
    },
  );

  it('should take the newer of two readings, whichever answers first', async () => {
    const lane = new FakeLane();
    const older = deferred<LaneAnswer>();
    const newer = deferred<LaneAnswer>();
    const { board, states } = setup(lane);
    lane.answer = () => older.promise;
    board.refresh();
    lane.answer = () => newer.promise;
    board.refresh();
    newer.resolve({ items: [anItem({ id: 'newer' })] });
    await settle();
    older.resolve({ items: [anItem({ id: 'older' })] });
    await settle();
    expect(states()).toMatchObject([
      { status: 'ready', items: [{ id: 'newer' }] },
    ]);
  });

  it('should read one lane again in the window that is shown', async () => {
    const one = new FakeLane('Deployments');
    const other = new FakeLane('SLO burn');
    other.answer = () => ({ problem: aProblem() });
    const { board, clock, states } = setup(one, other);
    board.refresh();
    await settle();
    clock.now += 5_000;
    other.answer = () => ({ items: [anItem()] });
    board.retry(1);
    expect(states()[1]).toEqual({ status: 'loading' });
    await settle();
    expect(one.queries).toHaveLength(1);
    expect(other.queries.map(({ to }) => to)).toEqual([
      '2026-11-25T12:00:00.000Z',
      '2026-11-25T12:00:00.000Z',
    ]);
    expect(states()[1]).toMatchObject({ status: 'ready' });
  });

  it('should tell who listens, and nobody once it is over', async () => {
    const lane = new FakeLane();
    const answer = deferred<LaneAnswer>();
    lane.answer = () => answer.promise;
    const { board, states } = setup(lane);
    const heard = jest.fn();
    const gone = jest.fn();
    board.subscribe(heard);
    board.subscribe(gone)();
    board.refresh();
    expect(heard).toHaveBeenCalledTimes(1);
    board.dispose();
    expect(lane.queries[0].signal.aborted).toBe(true);
    answer.resolve({ items: [anItem()] });
    await settle();
    expect(heard).toHaveBeenCalledTimes(1);
    expect(gone).not.toHaveBeenCalled();
    expect(states()).toEqual([{ status: 'loading' }]);
  });
});
