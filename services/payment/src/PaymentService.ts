import { randomUUID } from 'node:crypto';
import {
  traceparentNow,
  type AfterCommit,
  type EventHandlers,
  type EventWriter,
  type Log,
  type Metrics,
  type Queryable,
  type ShopEventData,
} from '@portico/service-kit';
import type { CaptureOutcome, RefundOutcome } from './PaymentGateway';
import type {
  NewPayment,
  OpenPayment,
  Payment,
  PaymentStore,
} from './PaymentStore';
import {
  WORK,
  transition,
  type PaymentAnswer,
  type PaymentFact,
} from './paymentStates';
import { tokenRefusal } from './tokenRefusal';

type Due = ShopEventData<'order.payment-due.v1'>;
type Void = ShopEventData<'order.payment-void.v1'>;

/** What makes the service. */
export interface PaymentServiceOptions {
  store: PaymentStore;
  events: EventWriter;
  log: Log;
  metrics: Metrics;
}

/** The rules of payments: what a fact makes of a payment, and who is told. */
export class PaymentService {
  readonly #options: PaymentServiceOptions;

  private constructor(options: PaymentServiceOptions) {
    this.#options = options;
  }

  static create(options: PaymentServiceOptions): PaymentService {
    return new PaymentService(options);
  }

  /** What is done about the events of order-service. */
  readonly handlers: EventHandlers = {
    'order.payment-due.v1': ({ data }, tx) => this.due(data, tx),
    'order.payment-void.v1': ({ data }, tx) => this.void(data, tx),
  };

  /** The money of an order is to be taken. */
  async due(data: Due, tx: Queryable): Promise<AfterCommit | undefined> {
    const { orderId, userId, currency, totalCents, paymentToken } = data;
    const known = { userId, currency, amountCents: totalCents };
    const declineReason = tokenRefusal(paymentToken);
    const begun = await this.#begin(
      tx,
      orderId,
      'due',
      known,
      (): Partial<NewPayment> =>
        declineReason
          ? { state: 'declined', declineReason }
          : { token: paymentToken },
    );
    if (begun) {
      return declineReason
        ? () => this.#options.metrics.countTransaction('payment', 'declined')
        : undefined;
    }
    await this.#apply(tx, orderId, 'due', payment => ({
      ...payment,
      ...(payment.userId === null && known),
    }));
    return undefined;
  }

  /** The order will not be: nothing of its money stays here. */
  async void({ orderId }: Void, tx: Queryable): Promise<void> {
    if (await this.#begin(tx, orderId, 'void', {}, () => ({}))) return;
    await this.#apply(tx, orderId, 'void', payment => payment);
  }

  /** The provider has said what came of a capture. */
  async captureSettled(
    { orderId }: Pick<OpenPayment, 'orderId'>,
    outcome: CaptureOutcome,
  ): Promise<void> {
    const { status } = outcome;
    const changed = await this.#settle(orderId, status, payment =>
      outcome.status === 'captured'
        ? { ...payment, reference: outcome.reference, last4: outcome.last4 }
        : { ...payment, declineReason: outcome.reason },
    );
    if (changed) this.#options.metrics.countTransaction('payment', status);
  }

  /** The provider has given the money back. */
  async refundSettled(
    { id, orderId, amountCents }: OpenPayment,
    outcome: RefundOutcome,
  ): Promise<void> {
    const refundedCents = amountCents ?? 0;
    const changed = await this.#settle(
      orderId,
      'refunded',
      payment => ({ ...payment, refundedCents }),
      tx =>
        this.#options.store.insertRefund(tx, {
          paymentId: id,
          amountCents: refundedCents,
          reference: outcome.reference,
        }),
    );
    if (changed) {
      this.#options.metrics.countTransaction('refund', 'refunded');
    }
  }

  /** Says whether it changed anything: the same may be told again. */
  async #settle(
    orderId: string,
    fact: PaymentFact,
    change: (payment: Payment) => Payment,
    also: (tx: Queryable) => Promise<void> = async () => {},
  ): Promise<boolean> {
    const { store, events } = this.#options;
    const changed = await store.transaction(async tx => {
      const isNew = await this.#apply(tx, orderId, fact, change);
      if (isNew) await also(tx);
      return isNew;
    });
    events.nudge();
    return changed;
  }

  /** Begins the payment of an order that has none; says whether it did. */
  async #begin(
    tx: Queryable,
    orderId: string,
    fact: PaymentFact,
    known: Partial<NewPayment>,
    more: () => Partial<NewPayment>,
  ): Promise<boolean> {
    const first = transition('none', fact);
    if (!first) throw new Error(`No payment begins with ${fact}`);
    const payment: NewPayment = {
      id: randomUUID(),
      orderId,
      state: first.state,
      traceparent: traceparentNow(),
      ...known,
      ...more(),
    };
    const { store } = this.#options;
    if (!(await store.insert(tx, payment))) return false;
    const answer = payment.state === 'declined' ? 'declined' : first.answer;
    if (answer) await this.#tell(tx, answer, payment, 0);
    return true;
  }

  /** Applies a fact to a payment that is there; says whether it changed anything. */
  async #apply(
    tx: Queryable,
    orderId: string,
    fact: PaymentFact,
    change: (payment: Payment) => Payment,
  ): Promise<boolean> {
    const { store, log } = this.#options;
    const payment = await store.lock(tx, orderId);
    if (!payment) throw new Error(`Order ${orderId} has no payment`);
    const next = transition(payment.state, fact);
    if (!next) return false;
    const work = WORK[next.state];
    const known = {
      ...change(payment),
      traceparent: traceparentNow() ?? payment.traceparent,
    };
    if (next.changed) {
      await store.save(
        tx,
        // What names a card at the provider is not kept longer than it is needed.
        { ...known, state: next.state, token: null },
        work ? 'anew' : 'closed',
      );
    } else if (fact === 'due' && payment.userId !== known.userId) {
      await store.save(tx, known, 'as-before');
    } else {
      log.info(
        { orderId, state: payment.state, fact },
        'A payment stays as it is',
      );
    }
    if (next.answer) {
      await this.#tell(tx, next.answer, known, known.refundedCents);
    }
    return next.changed;
  }

  async #tell(
    tx: Queryable,
    answer: PaymentAnswer,
    payment: NewPayment,
    refundedCents: number,
  ): Promise<void> {
    const { events } = this.#options;
    const { orderId } = payment;
    switch (answer) {
      case 'captured':
        await events.append(tx, {
          type: 'payment.captured.v1',
          subject: orderId,
          data: {
            orderId,
            paymentId: payment.id,
            currency: 'USD',
            amountCents: payment.amountCents ?? 0,
          },
        });
        break;
      case 'declined':
        await events.append(tx, {
          type: 'payment.declined.v1',
          subject: orderId,
          data: { orderId, reason: payment.declineReason ?? 'declined' },
        });
        break;
      default:
        await events.append(tx, {
          type: 'payment.voided.v1',
          subject: orderId,
          data: { orderId, refundedCents },
        });
    }
  }
}
