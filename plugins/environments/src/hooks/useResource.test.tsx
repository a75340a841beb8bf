import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, cleanup, renderHook } from '@testing-library/react';
import { httpError } from '../__testUtils__/FakeEnvironmentsApi';
import { FakeSignalApi } from '../__testUtils__/FakeSignalApi';
import type { Pace } from './pace';
import { useResource, type ResourceOptions } from './useResource';

const pace = (): Pace => 'moving';

/** A source that answers with what it holds, or fails. */
class Source {
  value = 1;
  failure: Error | undefined;
  readonly load = jest.fn(async (_signal: AbortSignal): Promise<number> => {
    if (this.failure) throw this.failure;
    return this.value;
  });
}

/** Shows a resource in an app that hears signals, or in one that does not. */
function show(
  { load }: Source,
  options?: ResourceOptions<number>,
  signals?: FakeSignalApi,
) {
  return renderHook(() => useResource(load, options), {
    wrapper: ({ children }) =>
      signals ? (
        <TestApiProvider apis={[[signalApiRef, signals]]}>
          {children}
        </TestApiProvider>
      ) : (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
  });
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

  it('should load, and load again while it is told to', async () => {
    const source = new Source();
    const { result } = show(source, { pace });
    expect(result.current.status).toBe('loading');
    await pass(0);
    expect(result.current).toMatchObject({ status: 'ready', data: 1 });
    source.value = 2;
    await pass(2_000);
    expect(result.current).toMatchObject({ status: 'ready', data: 2 });
  });

  it('should not poll where nothing changes any more', async () => {
    const source = new Source();
    show(source);
    await pass(60_000);
    expect(source.load).toHaveBeenCalledTimes(1);
  });

  it('should rest while nobody looks, and load when somebody does', async () => {
    const source = new Source();
    show(source, { pace });
    await pass(0);
    setHidden(true);
    await pass(60_000);
    expect(source.load).toHaveBeenCalledTimes(1);
    await act(async () => setHidden(false));
    expect(source.load).toHaveBeenCalledTimes(2);
  });

  it('should keep what it has when a reload fails, with the reason', async () => {
    const source = new Source();
    const { result } = show(source, { pace });
    await pass(0);
    source.failure = httpError(502, 'The Git host did not answer');
    await pass(2_000);
    expect(result.current).toMatchObject({
      status: 'ready',
      data: 1,
      stale: { kind: 'unreachable', message: 'The Git host did not answer' },
    });
    source.failure = undefined;
    await pass(15_000);
    expect(result.current).toMatchObject({ status: 'ready', data: 1 });
    expect(result.current).not.toHaveProperty('stale');
  });

  it('should not keep what the reader may not see any more', async () => {
    const source = new Source();
    const { result } = show(source, { pace });
    await pass(0);
    source.failure = httpError(403, 'not for you');
    await pass(2_000);
    expect(result.current).toMatchObject({
      status: 'failed',
      problem: { kind: 'not-allowed' },
    });
  });

  it('should end its question when the page goes', async () => {
    const source = new Source();
    const { unmount } = show(source, { pace });
    unmount();
    expect(source.load.mock.calls[0][0].aborted).toBe(true);
  });

  it('should ask at once when the portal tells of news, and less often by itself', async () => {
    const source = new Source();
    const signals = new FakeSignalApi();
    show(source, { pace }, signals);
    await pass(2_000);
    expect(source.load).toHaveBeenCalledTimes(1);
    signals.tell({ type: 'changed', changeId: null });
    signals.tell({ type: 'changed', changeId: 'a' });
    await pass(200);
    expect(source.load).toHaveBeenCalledTimes(2);
    // A signal that got lost only costs time.
    await pass(10_000);
    expect(source.load).toHaveBeenCalledTimes(3);
  });

  it('should not ask for news of another change, or that it does not understand', async () => {
    const source = new Source();
    const signals = new FakeSignalApi();
    show(source, { pace, changeId: 'a' }, signals);
    await pass(0);
    signals.tell({ type: 'changed', changeId: 'b' });
    await pass(200);
    signals.tell({ type: 'something-else' });
    await pass(200);
    expect(source.load).toHaveBeenCalledTimes(1);
    // News of ours is not lost among the others.
    signals.tell({ type: 'changed', changeId: 'a' });
    signals.tell({ type: 'changed', changeId: 'b' });
    await pass(200);
    expect(source.load).toHaveBeenCalledTimes(2);
  });
});
