import { z } from 'zod/v4';
import {
  ConflictError,
  type Ledger,
  type LedgerEntry,
  type Refusal,
} from './Ledger';
import { last4Of, refusalOf } from './tokens';

const cents = z.int().min(0).max(1_000_000_000);
const captureSchema = z.strictObject({
  amountCents: cents,
  currency: z.literal('USD'),
  token: z.string().min(1).max(200),
});
const refundSchema = z.strictObject({
  reference: z.string().min(1).max(200),
  amountCents: cents,
});

/** What a caller is told. */
export interface Answer {
  status: number;
  body: object;
}

/** A question of a shop, as it came. */
export interface Question {
  /** The method and the path. */
  route: string;
  key: string;
  body: unknown;
  /** Whether every capture is refused at the moment. */
  decline: boolean;
}

/** Answers a question; the ledger has the effect before this returns. */
export function answer(question: Question, ledger: Ledger): Answer {
  const { route, key, body, decline } = question;
  switch (route) {
    case 'POST /v1/captures': {
      const { token, ...capture } = captureSchema.parse(body);
      const refuse = decline ? 'card_declined' : refusalOf(token);
      const last4 = last4Of(token);
      return captureAnswer(ledger.capture({ key, ...capture, last4, refuse }));
    }
    case 'POST /v1/captures/cancel':
      return captureAnswer(ledger.cancel(key));
    case 'POST /v1/refunds': {
      const refund = refundSchema.parse(body);
      const { reference } = ledger.refund({ key, ...refund });
      return { status: 200, body: { status: 'refunded', reference } };
    }
    default:
      return { status: 404, body: { error: 'There is nothing here' } };
  }
}

function captureAnswer(entry: LedgerEntry | Refusal): Answer {
  if ('reason' in entry) {
    const { reason } = entry;
    return { status: 402, body: { status: 'declined', reason } };
  }
  const { reference, last4 } = entry;
  return { status: 200, body: { status: 'captured', reference, last4 } };
}

/** What a caller is told of a question that could not be answered. */
export function failureOf(error: unknown): Answer {
  if (error instanceof ConflictError) {
    return { status: 409, body: { error: error.message } };
  }
  // What was sent is not repeated.
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return { status: 400, body: { error: 'The question is wrong' } };
  }
  return { status: 500, body: { error: 'Something went wrong' } };
}
