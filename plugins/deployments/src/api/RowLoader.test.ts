import type { Matrix } from '@portico/plugin-deployments-common';
import { aRow, ORDER } from '../__testUtils__/aCell';
import { RowLoader, SHARE_MS } from './RowLoader';

const PAYMENT = 'component:default/payment-service';

function aMatrix(): Matrix {
  return {
    items: [aRow()],
    environments: ['staging', 'prod'],
    asOf: '2026-11-27T10:00:00Z',
  };
}

function setup() {
  const ask = jest.fn(async (_refs: readonly string[], _signal: AbortSignal) =>
    aMatrix(),
  );
  return { ask, rows: new RowLoader(ask) };
}

/** Who was asked for, question by question. */
function asked({ ask }: ReturnType<typeof setup>) {
  return ask.mock.calls.map(([entityRefs]) => [...entityRefs]);
}

describe('RowLoader', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('should ask once for all who ask in the same moment', async () => {
    const all = setup();
    const rows = await Promise.all([
      all.rows.load(ORDER),
      all.rows.load(PAYMENT),
      all.rows.load(ORDER),
    ]);
    expect(asked(all)).toEqual([[ORDER, PAYMENT]]);
    expect(rows.map(({ cells }) => cells.length)).toEqual([2, 0, 2]);
    expect(rows[1]).toMatchObject({
      entityRef: PAYMENT,
      environments: ['staging', 'prod'],
    });
  });

  it('should not share what was asked before the portal told of news', async () => {
    const all = setup();
    await all.rows.load(ORDER);
    jest.advanceTimersByTime(100);
    const newsAt = Date.now();
    jest.advanceTimersByTime(100);
    await Promise.all([
      all.rows.load(ORDER, { newsAt }),
      all.rows.load(ORDER, { newsAt }),
    ]);
    expect(all.ask).toHaveBeenCalledTimes(2);
    await all.rows.load(ORDER, { newsAt });
    await all.rows.load(ORDER);
    expect(all.ask).toHaveBeenCalledTimes(2);
  });

  it('should share an answer that is on its way or has just come, and no older one', async () => {
    const all = setup();
    const first = all.rows.load(ORDER);
    await Promise.resolve();
    await Promise.resolve();
    expect(all.ask).toHaveBeenCalledTimes(1);
    await Promise.all([first, all.rows.load(ORDER)]);
    jest.advanceTimersByTime(SHARE_MS);
    await all.rows.load(ORDER);
    expect(all.ask).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1);
    await all.rows.load(ORDER);
    expect(all.ask).toHaveBeenCalledTimes(2);
  });

  it('should name at most 100 services in one question', async () => {
    const all = setup();
    await Promise.all(
      Array.from({ length: 101 }, (_, index) =>
        all.rows.load(`component:default/s${index}`),
      ),
    );
    expect(asked(all).map(refs => refs.length)).toEqual([100, 1]);
  });

  it('should not keep a failure for the next who asks', async () => {
    const all = setup();
    all.ask.mockRejectedValueOnce(new Error('away'));
    await expect(all.rows.load(ORDER)).rejects.toThrow('away');
    await expect(all.rows.load(ORDER)).resolves.toMatchObject({
      entityRef: ORDER,
    });
  });

  it('should end the question when the last who waits has gone, and not before', async () => {
    const all = setup();
    all.ask.mockImplementation(() => new Promise(() => {}));
    const [one, other] = [new AbortController(), new AbortController()];
    const waits = [all.rows.load(ORDER, one), all.rows.load(ORDER, other)];
    await Promise.resolve();
    await Promise.resolve();
    const [, signal] = all.ask.mock.calls[0];
    one.abort();
    await expect(waits[0]).rejects.toMatchObject({ name: 'AbortError' });
    expect(signal.aborted).toBe(false);
    other.abort();
    await expect(waits[1]).rejects.toMatchObject({ name: 'AbortError' });
    expect(signal.aborted).toBe(true);
    // Whoever comes later does not wait for a question that has ended.
    all.ask.mockImplementation(async () => aMatrix());
    await expect(all.rows.load(ORDER)).resolves.toMatchObject({
      entityRef: ORDER,
    });
  });

  it('should find a row whose reference is written in other letters', async () => {
    const all = setup();
    const { cells } = await all.rows.load('Component:default/Order-Service');
    expect(cells).toHaveLength(2);
  });
});
