import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { httpError } from '../__testUtils__/FakeDeploymentsApi';
import { FakeSignalApi } from '../__testUtils__/FakeSignalApi';
import { SIGNAL_DELAY_MS } from './useDeploymentsSignal';
import { POLL_MS, SLOW_POLL_MS, useResource } from './useResource';

const silent = ({ children }: PropsWithChildren<{}>) => (
  <TestApiProvider apis={[]}>{children}</TestApiProvider>
);

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
    const { result } = renderHook(() => useResource(load), { wrapper: silent });
    expect(result.current.status).toBe('loading');
    await pass(0);
    expect(result.current).toMatchObject({ status: 'ready', data: 1 });
    value = 2;
    await pass(POLL_MS - 1);
    expect(result.current).toMatchObject({ data: 1 });
    await pass(1);
    expect(result.current).toMatchObject({ status: 'ready', data: 2 });
  });

  it('should ask at once when the portal tells of news, and once for all of a moment', async () => {
    const signals = new FakeSignalApi();
    const wrapper = ({ children }: PropsWithChildren<{}>) => (
      <TestApiProvider apis={[[signalApiRef, signals]]}>
        {children}
      </TestApiProvider>
    );
    const load = jest.fn(async (_signal: AbortSignal, _newsAt: number) => 1);
    const slow = jest.fn(async () => 1);
    renderHook(() => useResource(load), { wrapper });
    renderHook(() => useResource(slow, { pollMs: SLOW_POLL_MS }), { wrapper });
    await pass(0);
    signals.tell({ type: 'something-else' });
    await pass(SIGNAL_DELAY_MS);
    expect(load).toHaveBeenCalledTimes(1);
    const newsAt = Date.now();
    signals.tell({ type: 'changed' });
    await pass(SIGNAL_DELAY_MS - 1);
    signals.tell({ type: 'changed' });
    await pass(1);
    expect(load).toHaveBeenCalledTimes(2);
    expect(load.mock.lastCall?.[1]).toBe(newsAt);
    await pass(SIGNAL_DELAY_MS);
    expect(load).toHaveBeenCalledTimes(2);
    // Nobody looks, so nothing is asked, also where there is news.
    setHidden(true);
    signals.tell({ type: 'changed' });
    await pass(SIGNAL_DELAY_MS);
    expect(load).toHaveBeenCalledTimes(2);
    expect(slow).toHaveBeenCalledTimes(1);
  });

  it('should rest while nobody looks, and load when somebody does', async () => {
    const load = jest.fn(async () => 1);
    renderHook(() => useResource(load), { wrapper: silent });
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
    const { result } = renderHook(() => useResource(load), { wrapper: silent });
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
    const { result } = renderHook(() => useResource(load), { wrapper: silent });
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
      wrapper: silent,
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
      wrapper: silent,
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
    const { result } = renderHook(() => useResource(source.load), {
      wrapper: silent,
    });
    act(() => result.current.reload());
    await act(async () => source.answers[1](2));
    await act(async () => source.answers[0](1));
    expect(result.current).toMatchObject({ data: 2 });
  });

  it('should end its question when the page goes', async () => {
    const source = aSource<number>();
    const { unmount } = renderHook(() => useResource(source.load), {
      wrapper: silent,
    });
    unmount();
    expect(source.load.mock.calls[0][0].aborted).toBe(true);
  });
});
