import fc from 'fast-check';
import {
  WORK,
  transition,
  type PaymentFact,
  type PaymentState,
} from './paymentStates';

const FACTS: readonly PaymentFact[] = [
  'due',
  'void',
  'captured',
  'declined',
  'refunded',
];

/** Plays facts against a provider that keeps to its first word, then lets all work end. */
function play(facts: readonly PaymentFact[]) {
  let state: PaymentState | 'none' = 'none';
  let outcome: 'captured' | 'declined' | undefined;
  const money = { captures: 0, refunds: 0 };
  let asked = false;
  const take = (fact: PaymentFact) => {
    if (fact === 'captured' || fact === 'declined') {
      // The provider answers only what it was asked, and always the same.
      if (!asked || (outcome ?? fact) !== fact) return;
      if (!outcome && fact === 'captured') money.captures += 1;
      outcome = fact;
    }
    if (fact === 'refunded') {
      if (state !== 'refunding' && money.refunds === 0) return;
      money.refunds = 1;
    }
    state = transition(state, fact)?.state ?? state;
    asked ||= state !== 'none' && WORK[state] !== undefined;
  };
  facts.forEach(take);
  for (let turn = 0; turn < 3; turn++) {
    const work = state === 'none' ? undefined : WORK[state];
    if (work === 'refund') take('refunded');
    else if (work) take(outcome ?? 'captured');
  }
  // The compiler does not see what `take` does to it.
  return { state: state as PaymentState | 'none', ...money };
}

/** The states in which a payment may end, by what order-service asked for. */
function endsFor(facts: readonly PaymentFact[]): string[] {
  if (facts.includes('void')) return ['voided', 'refunded'];
  return facts.includes('due') ? ['captured', 'declined'] : ['none'];
}

describe('transition', () => {
  it('should keep no money of a withdrawn order, and capture at most once, in any order and number of facts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...FACTS), { maxLength: 12 }),
        facts => {
          const { state, captures, refunds } = play(facts);
          expect(captures).toBeLessThanOrEqual(1);
          expect(endsFor(facts)).toContain(state);
          // Money that is not given back belongs to a captured payment alone.
          expect(captures - refunds).toBe(state === 'captured' ? 1 : 0);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('should answer each command again, and nothing else', () => {
    expect(transition('captured', 'due')?.answer).toBe('captured');
    expect(transition('refunded', 'void')?.answer).toBe('voided');
    expect(transition('voided', 'due')?.answer).toBeUndefined();
    expect(transition('captured', 'captured')?.answer).toBeUndefined();
  });
});
