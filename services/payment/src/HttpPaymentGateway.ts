import { z } from 'zod/v4';
import {
  GatewayUnavailable,
  type CaptureOutcome,
  type PaymentGateway,
  type RefundOutcome,
} from './PaymentGateway';

/** The settings of the provider, for `readConfig`. */
export const providerSettings = {
  PAYMENT_PROVIDER_URL: z
    .string()
    .refine(text => /^https?:\/\//.test(text) && URL.canParse(text))
    .describe('the address of the provider of payments'),
  PAYMENT_PROVIDER_KEY: z
    .string()
    .min(16)
    .describe('the key of this shop at the provider, 16 characters or more'),
};

/** What `readConfig(providerSettings)` gives. */
export type ProviderConfig = z.output<z.ZodObject<typeof providerSettings>>;

const TIMEOUT_MS = 2_000;
// Codes like card_declined; a sentence may repeat the card, or whose it is.
const REASON = /^[a-z][a-z_]{0,49}$/;
const reasonSchema = z
  .unknown()
  .transform(reason =>
    typeof reason === 'string' && REASON.test(reason) ? reason : 'declined',
  );
// An id has a letter, and a card number has none.
const referenceSchema = z.string().regex(/^(?=.*[A-Za-z])[\w.:-]{1,200}$/);

const captureSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('captured'),
    reference: referenceSchema,
    last4: z.string().regex(/^\d{4}$/),
  }),
  z.object({
    status: z.literal('declined'),
    reason: reasonSchema,
  }),
]);

const refundSchema = z.object({
  status: z.literal('refunded'),
  reference: referenceSchema,
});

/** The provider of payments over HTTP; it tries each question once, and whoever asks tries again. */
export class HttpPaymentGateway implements PaymentGateway {
  readonly #config: ProviderConfig;
  readonly #timeoutMs: number;

  private constructor(config: ProviderConfig, timeoutMs: number) {
    this.#config = config;
    this.#timeoutMs = timeoutMs;
  }

  static create(
    config: ProviderConfig,
    timeoutMs = TIMEOUT_MS,
  ): HttpPaymentGateway {
    return new HttpPaymentGateway(config, timeoutMs);
  }

  async capture(
    request: Parameters<PaymentGateway['capture']>[0],
  ): Promise<CaptureOutcome> {
    const { idempotencyKey, ...body } = request;
    return this.#ask('/v1/captures', idempotencyKey, body, captureSchema);
  }

  async cancel(request: { idempotencyKey: string }): Promise<CaptureOutcome> {
    return this.#ask(
      '/v1/captures/cancel',
      request.idempotencyKey,
      {},
      captureSchema,
    );
  }

  async refund(
    request: Parameters<PaymentGateway['refund']>[0],
  ): Promise<RefundOutcome> {
    const { idempotencyKey, ...body } = request;
    return this.#ask('/v1/refunds', idempotencyKey, body, refundSchema);
  }

  async #ask<T>(
    path: string,
    idempotencyKey: string,
    body: object,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const { status, text } = await this.#send(path, idempotencyKey, body);
    const answer = schema.safeParse(toJson(text));
    // A decline comes as 402; whatever else is no success says nothing certain.
    if (answer.success && (status === 402 || (status >= 200 && status < 300))) {
      return answer.data;
    }
    throw new GatewayUnavailable(`The provider answers ${status}`);
  }

  async #send(path: string, idempotencyKey: string, body: object) {
    try {
      const response = await fetch(
        new URL(path, this.#config.PAYMENT_PROVIDER_URL),
        {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${this.#config.PAYMENT_PROVIDER_KEY}`,
            'Content-Type': 'application/json',
            'Idempotency-Key': idempotencyKey,
          },
          body: JSON.stringify(body),
          redirect: 'error',
          signal: AbortSignal.timeout(this.#timeoutMs),
        },
      );
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw new GatewayUnavailable('The provider does not answer', {
        cause: error,
      });
    }
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
