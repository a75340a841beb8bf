import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  DEPLOYMENTS_SIGNAL_CHANNEL,
  type DeploymentsSignal,
} from '@portico/plugin-deployments-common';

/** What happens within this time is told once. */
const PAUSE_MS = 1_000;

/** Tells open pages that something is not as it was, so that they ask again. */
export class DeploymentSignals {
  readonly #signals: SignalsService;
  readonly #logger: Pick<LoggerService, 'debug'>;
  #isWaiting = false;

  static create(options: {
    signals: SignalsService;
    logger: Pick<LoggerService, 'debug'>;
  }): DeploymentSignals {
    return new DeploymentSignals(options.signals, options.logger);
  }

  private constructor(
    signals: SignalsService,
    logger: Pick<LoggerService, 'debug'>,
  ) {
    this.#signals = signals;
    this.#logger = logger;
  }

  /** Tells it soon, without waiting and without failing: pages also ask from time to time. */
  tell(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setTimeout(() => {
      this.#isWaiting = false;
      void this.#publish();
    }, PAUSE_MS).unref();
  }

  async #publish(): Promise<void> {
    const message: DeploymentsSignal = { type: 'changed' };
    try {
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: DEPLOYMENTS_SIGNAL_CHANNEL,
        message,
      });
    } catch (error) {
      this.#logger.debug('Open pages could not be told', {
        cause: String(error),
      });
    }
  }
}
