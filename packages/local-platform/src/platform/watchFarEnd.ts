import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../terminal/LauncherError';

const WATCH_MS = 15_000;

/** How a far end of somebody else is asked. */
export interface WatchOptions {
  /** Throws with the reason while it does not answer. */
  ask(): Promise<void>;
  signal: AbortSignal;
  /** Told the reason when it goes away, and null when it comes back. */
  onChange(reason: string | null): void;
  /** What it answered last, as far as that was told. */
  last?: string | null;
  everyMs?: number;
}

/** Tells each time a far end of somebody else goes away or comes back. */
export async function watchFarEnd(options: WatchOptions): Promise<void> {
  const { ask, signal, onChange, everyMs = WATCH_MS } = options;
  let { last = null } = options;
  for (;;) {
    try {
      await sleep(everyMs, undefined, { signal, ref: false });
    } catch {
      return;
    }
    const reason = await ask().then(() => null, messageOf);
    if (reason !== last && !signal.aborted) {
      last = reason;
      onChange(reason);
    }
  }
}
