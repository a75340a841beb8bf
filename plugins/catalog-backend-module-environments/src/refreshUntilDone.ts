import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';

/** How long to wait before each further attempt, in milliseconds. */
export const RETRY_DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

/**
 * Refreshes until it succeeds once, waiting longer between attempts; gives up
 * after the last delay and leaves it to the next scheduled time.
 */
export async function refreshUntilDone(options: {
  refresh: () => Promise<void>;
  logger: LoggerService;
  signal: AbortSignal;
  delaysMs?: number[];
}): Promise<void> {
  const { refresh, logger, signal, delaysMs = RETRY_DELAYS_MS } = options;
  for (const delayMs of [...delaysMs, undefined]) {
    if (signal.aborted) {
      return;
    }
    try {
      await refresh();
      return;
    } catch (error) {
      const next =
        delayMs === undefined ? 'at the next hour' : `in ${delayMs} ms`;
      logger.warn(
        `Environments could not be read, the catalog keeps what it has; tried again ${next}: ${error}`,
      );
    }
    if (delayMs !== undefined) {
      await sleep(delayMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }
}
