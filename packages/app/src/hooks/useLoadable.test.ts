import { act, renderHook } from '@testing-library/react';
import { errorOfAnswer } from '../__testUtils__/answers';
import { useLoadable } from './useLoadable';

/** A load that answers when and what the test says. */
function aLoad() {
  const waiting: {
    resolve: (value: string) => void;
    reject: (error: unknown) => void;
  }[] = [];
  const load = () =>
    new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
  return {
    load,
    calls: () => waiting.length,
    answer: (value: string, index = waiting.length - 1) =>
      act(async () => waiting[index].resolve(value)),
    fail: (error: unknown) =>
      act(async () => waiting[waiting.length - 1].reject(error)),
  };
}

function look(hidden: boolean) {
  Object.defineProperty(document, 'hidden', {
    configurable: true,
    value: hidden,
  });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('useLoadable', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-26T10:00:00Z') });
  });

  afterEach(() => {
    jest.useRealTimers();
    look(false);
  });

  it('should keep what was read while it is read again, and when that fails', async () => {
    const { load, answer, fail } = aLoad();
    const { result } = renderHook(() => useLoadable(load));
    expect(result.current.state).toEqual({ status: 'loading' });

    await answer('one');
    const ready = { status: 'ready', value: 'one', at: Date.now() };
    expect(result.current.state).toEqual(ready);

    act(() => result.current.retry());
    expect(result.current.state).toEqual(ready);
    const error = new Error('gone');
    await fail(error);
    expect(result.current.state).toEqual({ ...ready, stale: error });

    act(() => result.current.retry());
    await answer('two');
    expect(result.current.state).toEqual({ ...ready, value: 'two' });
  });

  it('should not go on showing what has become forbidden', async () => {
    const { load, answer, fail } = aLoad();
    const { result } = renderHook(() => useLoadable(load));
    await answer('one');
    act(() => result.current.retry());
    const error = await errorOfAnswer(403, 'no');
    await fail(error);

    expect(result.current.state).toEqual({ status: 'failed', error });
  });

  it('should load anew after a failure', async () => {
    const { load, fail } = aLoad();
    const { result } = renderHook(() => useLoadable(load));
    await fail(new Error('gone'));
    expect(result.current.state.status).toBe('failed');

    act(() => result.current.retry());
    expect(result.current.state).toEqual({ status: 'loading' });
  });

  it('should drop an answer that a later one has overtaken', async () => {
    const { load, answer } = aLoad();
    const { result } = renderHook(() => useLoadable(load));
    act(() => result.current.retry());
    await answer('late', 1);
    await answer('early', 0);

    expect(result.current.state).toMatchObject({ value: 'late' });
  });

  it('should ask again now and then, but not while nobody looks', async () => {
    const { load, calls, answer } = aLoad();
    renderHook(() => useLoadable(load, { pollMs: 60_000 }));
    await answer('one');
    act(() => jest.advanceTimersByTime(59_000));
    expect(calls()).toBe(1);
    act(() => jest.advanceTimersByTime(1_000));
    expect(calls()).toBe(2);

    look(true);
    act(() => jest.advanceTimersByTime(600_000));
    expect(calls()).toBe(2);
    look(false);
    expect(calls()).toBe(3);
  });

  it('should ask once where nothing else is said', async () => {
    const { load, calls } = aLoad();
    renderHook(() => useLoadable(load));
    act(() => jest.advanceTimersByTime(3_600_000));
    expect(calls()).toBe(1);
  });
});
