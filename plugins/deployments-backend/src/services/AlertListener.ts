import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import type { EventParams } from '@backstage/plugin-events-node';
import type { AlertService } from './AlertService';

/** The topic of what Alertmanager posts to `/api/events/http/alertmanager`. */
export const ALERTS_TOPIC = 'alertmanager';

/** How long it waits before it tries again; Alertmanager itself repeats in hours. */
const PAUSES_MS = [1_000, 5_000, 30_000, 120_000];

/**
 * Hears what Alertmanager posts. The ingress has answered before anybody could tell of a failure,
 * so a database that is away for a while is asked again here.
 */
export class AlertListener {
  readonly #alerts: Pick<AlertService, 'take'>;
  readonly #logger: Pick<LoggerService, 'warn'>;
  readonly #pausesMs: readonly number[];

  static create(options: {
    alerts: Pick<AlertService, 'take'>;
    logger: Pick<LoggerService, 'warn'>;
    pausesMs?: readonly number[];
  }): AlertListener {
    const { alerts, logger, pausesMs = PAUSES_MS } = options;
    return new AlertListener(alerts, logger, pausesMs);
  }

  private constructor(
    alerts: Pick<AlertService, 'take'>,
    logger: Pick<LoggerService, 'warn'>,
    pausesMs: readonly number[],
  ) {
    this.#alerts = alerts;
    this.#logger = logger;
    this.#pausesMs = pausesMs;
  }

  /** Takes an event; what goes wrong is told by the log, and tried again where that may help. */
  async onEvent({ eventPayload }: EventParams): Promise<void> {
    const isDone = await this.#try(eventPayload);
    if (!isDone) {
      // Not waited for: the ingress would wait as well.
      void this.#tryAgain(eventPayload);
    }
  }

  async #tryAgain(message: unknown): Promise<void> {
    for (const pauseMs of this.#pausesMs) {
      await delay(pauseMs, undefined, { ref: false });
      if (await this.#try(message)) return;
    }
    this.#logger.warn('Alerts were given up; Alertmanager will repeat them');
  }

  async #try(message: unknown): Promise<boolean> {
    try {
      const { skipped } = await this.#alerts.take(message);
      if (skipped.length > 0) {
        this.#logger.warn(
          `Alerts became no incidents: ${skipped.slice(0, 10).join('; ')}`,
        );
      }
      return true;
    } catch (error) {
      const { message: reason } = toError(error);
      this.#logger.warn(`Alerts could not be taken: ${reason}`);
      // What makes no sense makes none later either.
      return InputError.is(error);
    }
  }
}
