import { act, cleanup, renderHook } from '@testing-library/react';
import { httpError } from '../__testUtils__/FakeEnvironmentsApi';
import { useResource } from './useResource';

const pollMs = () => 2_000;

/** A source that answers with what it holds, or fails. */
class Source {
  value = 1;
  failure: Error | undefined;
  readonly load = jest.fn(async (_signal: AbortSignal): Promise<number> => {
    if (this.failure) throw this.failure;
    return this.value;
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
    const { result } = renderHook(() => useResource(source.load, { pollMs }));
    expect(result.current.status).toBe('loading');
    await pass(0);
    expect(result.current).toMatchObject({ status: 'ready', data: 1 });
    source.value = 2;
    await pass(2_000);
    expect(result.current).toMatchObject({ status: 'ready', data: 2 });
  });

  it('should not poll where nothing changes any more', async () => {
    const source = new Source();
    renderHook(() => useResource(source.load, { pollMs: () => undefined }));
    await pass(60_000);
    expect(source.load).toHaveBeenCalledTimes(1);
  });

  it('should rest while nobody looks, and load when somebody does', async () => {
    const source = new Source();
    renderHook(() => useResource(source.load, { pollMs }));
    await pass(0);
    setHidden(true);
    await pass(60_000);
    expect(source.load).toHaveBeenCalledTimes(1);
    await act(async () => setHidden(false));
    expect(source.load).toHaveBeenCalledTimes(2);
  });

  it('should keep what it has when a reload fails, with the reason', async () => {
    const source = new Source();
    const { result } = renderHook(() => useResource(source.load, { pollMs }));
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
    const { result } = renderHook(() => useResource(source.load, { pollMs }));
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
    const { unmount } = renderHook(() => useResource(source.load, { pollMs }));
    unmount();
    expect(source.load.mock.calls[0][0].aborted).toBe(true);
  });
});
