/** Nobody answered in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';

  constructor(readonly ms: number) {
    super(`There was no answer within ${ms / 1_000} s`);
  }
}

/**
 * Runs something until it is done, the caller gives up or the time is over. The work is told by
 * its signal and is not waited for: a sign-in that hangs must not hang the page.
 *
 * @throws DeadlineError where the time is over
 */
export async function withDeadline<T>(
  ms: number,
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const onAbort = () => controller.abort(outer?.reason);
  outer?.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => controller.abort(new DeadlineError(ms)), ms);
  try {
    return await Promise.race([
      run(signal),
      new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason), {
          once: true,
        }),
      ),
    ]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', onAbort);
  }
}
