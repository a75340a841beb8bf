import { act, cleanup, renderHook } from '@testing-library/react';
import { httpError } from '../__testUtils__/FakeDeploymentsApi';
import { POLL_MS, useResource } from './useResource';

/** A source whose answers a test gives by itself. */
function aSource<T>() {
  const answers: Array<(value: T | Promise<never>) => void> = [];
  const load = jest.fn(
    (_signal: AbortSignal) =>
      new Promise<T>(resolve =>
        answers.push(value => resolve(value as T | PromiseLike<T>)),
      ),
  );
  return { load, answers };
}

function setHidden(hidden: boolean) {
  Object.defineProperty(document, 'hidden', {
    configurable: true,
    get: () => hidden,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

const pass = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

describe('useResource', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    // What a test has shown must not hear of it.
    cleanup();
    setHidden(false);
    jest.useRealTimers();
  });

  it('should load, and load again every ten seconds', async () => {
    let value = 1;
    const load = jest.fn(async () => value);
    const { result } = renderHook(() => useResource(load));
    expect(result.current.status).toBe('loading');
    await pass(0);
    expect(result.current).toMatchObject({ status: 'ready', data: 1 });
    value = 2;
    await pass(POLL_MS - 1);
    expect(result.current).toMatchObject({ data: 1 });
    await pass(1);
    expect(result.current).toMatchObject({ status: 'ready', data: 2 });
  });

  it('should rest while nobody looks, and load when somebody does', async () => {
    const load = jest.fn(async () => 1);
    renderHook(() => useResource(load));
    await pass(0);
    setHidden(true);
    await pass(60_000);
    expect(load).toHaveBeenCalledTimes(1);
    await act(async () => setHidden(false));
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('should keep what it has when a reload fails, with the reason, and go on', async () => {
    let failure: Error | undefined;
    const load = async () => {
      if (failure) throw failure;
      return 1;
    };
    const { result } = renderHook(() => useResource(load));
    await pass(0);
    failure = httpError(502, 'the database is away');
    await pass(POLL_MS);
    expect(result.current).toMatchObject({
      status: 'ready',
      data: 1,
      stale: { kind: 'down', message: 'The database is away.' },
    });
    failure = undefined;
    await pass(POLL_MS);
    expect(result.current).toMatchObject({ status: 'ready', data: 1 });
    expect(result.current).not.toHaveProperty('stale');
  });

  it.each([
    [403, 'not-allowed'],
    [404, 'not-set-up'],
  ])('should not keep what a %s takes away', async (status, kind) => {
    const load = jest.fn(async () => 1);
    const { result } = renderHook(() => useResource(load));
    await pass(0);
    load.mockRejectedValue(httpError(status, 'no'));
    await pass(POLL_MS);
    expect(result.current).toMatchObject({
      status: 'failed',
      problem: { kind },
    });
  });

  it('should never show an answer to an older question for a newer one', async () => {
    const [old, current] = [aSource<string>(), aSource<string>()];
    const { result, rerender } = renderHook(({ load }) => useResource(load), {
      initialProps: { load: old.load },
    });
    rerender({ load: current.load });
    expect(result.current.status).toBe('loading');
    await act(async () => current.answers[0]('current'));
    expect(result.current).toMatchObject({ data: 'current' });
    // The old answer is late, and nobody waits for it.
    await act(async () => old.answers[0]('old'));
    expect(result.current).toMatchObject({ data: 'current' });
    expect(old.load.mock.calls[0][0].aborted).toBe(true);
  });

  it('should not show what was there before while the next question waits', async () => {
    const [old, current] = [aSource<string>(), aSource<string>()];
    const { result, rerender } = renderHook(({ load }) => useResource(load), {
      initialProps: { load: old.load },
    });
    await act(async () => old.answers[0]('old'));
    expect(result.current).toMatchObject({ data: 'old' });
    rerender({ load: current.load });
    expect(result.current).toEqual({
      status: 'loading',
      reload: expect.any(Function),
    });
  });

  it('should let a newer reload win over an older one that is late', async () => {
    const source = aSource<number>();
    const { result } = renderHook(() => useResource(source.load));
    act(() => result.current.reload());
    await act(async () => source.answers[1](2));
    await act(async () => source.answers[0](1));
    expect(result.current).toMatchObject({ data: 2 });
  });

  it('should end its question when the page goes', async () => {
    const source = aSource<number>();
    const { unmount } = renderHook(() => useResource(source.load));
    unmount();
    expect(source.load.mock.calls[0][0].aborted).toBe(true);
  });
});
