/** What came of a capture. */
export type CaptureOutcome =
  | { status: 'captured'; reference: string; last4: string }
  | { status: 'declined'; reason: string };

/** What came of a refund. */
export interface RefundOutcome {
  status: 'refunded';
  reference: string;
}

/** Nobody knows what happened: the same is to be asked again, with the same key. */
export class GatewayUnavailable extends Error {
  override name = 'GatewayUnavailable';
}

/** A provider of payments. Each question may be asked any number of times and has one effect. */
export interface PaymentGateway {
  /** Takes money; a key names one capture for ever. */
  capture(request: {
    idempotencyKey: string;
    amountCents: number;
    currency: string;
    token: string;
  }): Promise<CaptureOutcome>;
  /**
   * What became of a capture; if nothing yet, nothing will. Looking would not
   * be enough: a request on its way may arrive after the look.
   */
  cancel(request: { idempotencyKey: string }): Promise<CaptureOutcome>;
  /** Gives money back. */
  refund(request: {
    idempotencyKey: string;
    reference: string;
    amountCents: number;
  }): Promise<RefundOutcome>;
}
