import { Rounds, traced, type Log, type Metrics } from '@portico/service-kit';
import { waitMs } from './backOff';
import type { FaultPoints } from './faultPoints';
import { GatewayUnavailable, type PaymentGateway } from './PaymentGateway';
import type { PaymentService } from './PaymentService';
import type { OpenPayment, PaymentStore } from './PaymentStore';
import { WORK, type PaymentWork } from './paymentStates';

/** What makes a worker. */
export interface PaymentWorkerOptions {
  store: PaymentStore;
  service: PaymentService;
  gateway: PaymentGateway;
  log: Log;
  metrics: Metrics;
  faults: FaultPoints;
}

const AT_ONCE = 16;
const POLL_MS = 250;
// More than the provider's time, so that nobody asks while another waits for the answer.
const LEASE_MS = 5_000;

/** Asks the provider what payments wait for: no transaction is open meanwhile, and what is not known is asked again. */
export class PaymentWorker {
  readonly #options: PaymentWorkerOptions;
  readonly #rounds: Rounds;
  readonly #underWay = new Set<Promise<void>>();

  private constructor(options: PaymentWorkerOptions) {
    this.#options = options;
    this.#rounds = Rounds.create({
      work: () => this.#round(),
      everyMs: POLL_MS,
      log: options.log,
      failure: 'Open payments could not be read',
    });
  }

  static create(options: PaymentWorkerOptions): PaymentWorker {
    return new PaymentWorker(options);
  }

  /** Begins to work, until `stop`. */
  start(): void {
    this.#rounds.start();
  }

  /** Looks at once: something may be there. */
  nudge(): void {
    this.#rounds.nudge();
  }

  /** Takes nothing more, and ends after what is under way. */
  async stop(): Promise<void> {
    await this.#rounds.stop();
    await Promise.all(this.#underWay);
  }

  async #round(): Promise<boolean> {
    const free = AT_ONCE - this.#underWay.size;
    const open =
      free > 0 ? await this.#options.store.claim(free, LEASE_MS) : [];
    for (const payment of open) this.#begin(payment);
    return false;
  }

  #begin(payment: OpenPayment): void {
    const work = this.work(payment).finally(() => {
      this.#underWay.delete(work);
      this.nudge();
    });
    this.#underWay.add(work);
  }

  /** Does what one payment waits for; puts it off where that is not known to be done. */
  async work(payment: OpenPayment): Promise<void> {
    const work = WORK[payment.state];
    if (!work) return;
    // It goes on with the trace of the event that asked for it.
    const span = { attributes: {}, parent: payment.traceparent ?? undefined };
    try {
      await traced(work, span, () => this.#do(work, payment));
    } catch (error) {
      await this.#putOff(work, payment, error);
    }
  }

  async #do(work: PaymentWork, payment: OpenPayment): Promise<void> {
    const { service, faults } = this.#options;
    faults(`${work}:before-provider`);
    const settle = await this.#ask(work, payment);
    faults(`${work}:after-provider`);
    await settle(service);
    faults(`${work}:after-commit`);
  }

  async #ask(
    work: PaymentWork,
    payment: OpenPayment,
  ): Promise<(service: PaymentService) => Promise<void>> {
    const { gateway } = this.#options;
    const { orderId, amountCents, currency, token, reference } = payment;
    const idempotencyKey = `capture:${orderId}`;
    if (work === 'cancel') {
      const outcome = await gateway.cancel({ idempotencyKey });
      return service => service.captureSettled(payment, outcome);
    }
    if (amountCents === null) throw new Error('The amount is not known');
    if (work === 'capture') {
      if (currency === null || token === null) {
        throw new Error('The token is not known');
      }
      const request = { idempotencyKey, amountCents, currency, token };
      const outcome = await gateway.capture(request);
      return service => service.captureSettled(payment, outcome);
    }
    if (reference === null) throw new Error('The capture is not known');
    const outcome = await gateway.refund({
      idempotencyKey: `refund:${orderId}`,
      reference,
      amountCents,
    });
    return service => service.refundSettled(payment, outcome);
  }

  /** Says that nothing is known, and asks later: never guesses. */
  async #putOff(
    work: PaymentWork,
    payment: OpenPayment,
    error: unknown,
  ): Promise<void> {
    const { store, log, metrics } = this.#options;
    const { orderId, attempts, openMs } = payment;
    const { ms, late } = waitMs({ attempts, openMs, random: Math.random() });
    const expected = error instanceof GatewayUnavailable && !late;
    log[expected ? 'warn' : 'error'](
      { err: error, orderId, work, attempts, openSeconds: openMs / 1000 },
      late
        ? 'A payment has been open for too long'
        : 'It is not known what became of a payment; it is asked again',
    );
    metrics.countTransaction(
      work === 'refund' ? 'refund' : 'payment',
      'unknown',
    );
    try {
      await store.putOff(payment, ms);
    } catch (failure) {
      // Its time comes anyway, when the claim is over.
      log.warn({ err: failure }, 'A payment could not be put off');
    }
  }
}
