/** Where an order stands. */
export type OrderState =
  | 'placed'
  | 'reserved'
  | 'voiding'
  | 'releasing'
  | 'confirmed'
  | 'rejected'
  | 'cancelled';

/** What moves an order. */
export type OrderEvent =
  | 'stock-reserved'
  | 'stock-refused'
  | 'stock-released'
  | 'stock-sold'
  | 'payment-captured'
  | 'payment-declined'
  | 'payment-voided'
  | 'cancel';

/** What the others are told when an order comes into a state. */
export type Command = 'ask-payment' | 'void-payment' | 'release-stock' | 'none';

/**
 * The whole saga: forwards it reserves, pays and confirms; backwards it gives
 * the money back first, then the stock. What is not here changes nothing.
 */
export const TRANSITIONS: Readonly<
  Record<OrderState, Partial<Record<OrderEvent, OrderState>>>
> = {
  placed: {
    'stock-reserved': 'reserved',
    'stock-refused': 'rejected',
    cancel: 'voiding',
  },
  reserved: {
    'payment-captured': 'confirmed',
    'payment-declined': 'releasing',
    cancel: 'voiding',
  },
  voiding: { 'payment-voided': 'releasing' },
  // Never expected, and an error in the log; there is nothing left to wait for.
  releasing: { 'stock-released': 'cancelled', 'stock-sold': 'cancelled' },
  confirmed: {},
  rejected: {},
  cancelled: {},
};

/** What is asked of the others on arrival in a state; asking again does no harm. */
export const COMMANDS: Readonly<Record<OrderState, Command>> = {
  placed: 'none',
  reserved: 'ask-payment',
  voiding: 'void-payment',
  releasing: 'release-stock',
  confirmed: 'none',
  rejected: 'none',
  cancelled: 'none',
};

/** Whether an order has come to its end. */
export function isTerminal(state: OrderState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0;
}

/** What a payment says before the stock is known is kept until it is. */
export type EarlyEvent = 'payment-captured' | 'payment-declined';

/** Where an order stands, with what came before its turn. */
export interface Standing {
  state: OrderState;
  early: EarlyEvent | null;
}

/** What an event makes of an order: every state that it comes through, none where nothing changes. */
export function settle(
  { state, early }: Standing,
  event: OrderEvent,
): { passed: OrderState[]; early: EarlyEvent | null } {
  const next = TRANSITIONS[state][event];
  if (!next) {
    return { passed: [], early: keepEarly(state, event) ?? early };
  }
  const then = early && TRANSITIONS[next][early];
  return then
    ? { passed: [next, then], early: null }
    : { passed: [next], early };
}

/** A provider answers once: what it said first stays. */
function keepEarly(state: OrderState, event: OrderEvent): EarlyEvent | null {
  const isPayment =
    event === 'payment-captured' || event === 'payment-declined';
  return state === 'placed' && isPayment ? event : null;
}
