import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  ENVIRONMENTS_SIGNAL_CHANNEL,
  EnvironmentsSignal,
} from '@portico/plugin-environments-common';

/** Tells open pages that something is not as it was, so that they ask again. */
export class EnvironmentSignals {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;

  static create(options: {
    signals: SignalsService;
    logger: LoggerService;
  }): EnvironmentSignals {
    return new EnvironmentSignals(options.signals, options.logger);
  }

  private constructor(signals: SignalsService, logger: LoggerService) {
    this.#signals = signals;
    this.#logger = logger;
  }

  /** Tells it, without waiting and without failing: pages also ask from time to time. */
  tell(changeId: string | null): void {
    const message: EnvironmentsSignal = { type: 'changed', changeId };
    Promise.resolve()
      .then(() =>
        this.#signals.publish({
          recipients: { type: 'broadcast' },
          channel: ENVIRONMENTS_SIGNAL_CHANNEL,
          message,
        }),
      )
      .catch(error =>
        this.#logger.debug('Open pages could not be told', {
          cause: String(error),
        }),
      );
  }
}
