/** What a payment may be in. */
export type PaymentState =
  | 'pending'
  | 'cancelling'
  | 'captured'
  | 'declined'
  | 'refunding'
  | 'refunded'
  | 'voided';

/** What may come to be known: two commands of order-service, and the provider's answers. */
export type PaymentFact = 'due' | 'void' | 'captured' | 'declined' | 'refunded';

/** What the provider is asked in a state; asking again with the same key changes nothing. */
export type PaymentWork = 'capture' | 'cancel' | 'refund';

/** What order-service is told. */
export type PaymentAnswer = 'captured' | 'declined' | 'voided';

/** The life of a payment; a fact that stands at no state changes nothing there. */
export const TRANSITIONS: Record<
  PaymentState | 'none',
  Partial<Record<PaymentFact, PaymentState>>
> = {
  // A withdrawal that comes first leaves its mark, and nothing is taken later.
  none: { due: 'pending', void: 'voided' },
  pending: { captured: 'captured', declined: 'declined', void: 'cancelling' },
  // The provider may have taken the money already, unknown to us.
  cancelling: { captured: 'refunding', declined: 'voided' },
  captured: { void: 'refunding' },
  declined: { void: 'voided' },
  refunding: { refunded: 'refunded' },
  refunded: {},
  // Never expected; if it came, the money must go back all the same.
  voided: { captured: 'refunding' },
};

/** What is to be done at the provider in a state. */
export const WORK: Partial<Record<PaymentState, PaymentWork>> = {
  pending: 'capture',
  cancelling: 'cancel',
  refunding: 'refund',
};

const ANSWERS: Partial<Record<PaymentState, PaymentAnswer>> = {
  captured: 'captured',
  declined: 'declined',
  refunded: 'voided',
  voided: 'voided',
};

/** Every command is answered, also the second time; nobody waits for other repetitions. */
const ANSWERS_TO_REPEATED: Partial<
  Record<PaymentFact, readonly PaymentAnswer[]>
> = {
  due: ['captured', 'declined'],
  void: ['voided'],
};

/** What a fact makes of a payment, and what is told of it. */
export interface Transition {
  state: PaymentState;
  changed: boolean;
  answer?: PaymentAnswer;
}

/** Applies a fact; `undefined` is a fact about a payment that nobody asked for. */
export function transition(
  from: PaymentState | 'none',
  fact: PaymentFact,
): Transition | undefined {
  const to = TRANSITIONS[from][fact];
  if (to) return { state: to, changed: true, answer: ANSWERS[to] };
  if (from === 'none') return undefined;
  const answer = ANSWERS[from];
  const told = answer && ANSWERS_TO_REPEATED[fact]?.includes(answer);
  return { state: from, changed: false, ...(told && { answer }) };
}
