import fc from 'fast-check';
import {
  COMMANDS,
  isTerminal,
  settle,
  TRANSITIONS,
  type OrderEvent,
  type OrderState,
  type Standing,
} from './orderStates';

const STATES = Object.keys(TRANSITIONS) as OrderState[];
const START: Standing = { state: 'placed', early: null };

function after(events: readonly OrderEvent[], from = START): Standing {
  return events.reduce<Standing>((standing, event) => {
    const { passed, early } = settle(standing, event);
    return { state: passed.at(-1) ?? standing.state, early };
  }, from);
}

/** What every message says, some of it twice, in any order. */
function delivered(facts: readonly OrderEvent[]) {
  return fc.subarray([...facts]).chain(twice =>
    fc.shuffledSubarray([...facts, ...twice].slice(0, 6), {
      minLength: Math.min(6, facts.length + twice.length),
    }),
  );
}

describe('settle', () => {
  it.each<[OrderState, OrderEvent[]]>([
    ['confirmed', ['stock-reserved', 'payment-captured']],
    ['rejected', ['stock-refused']],
    ['releasing', ['stock-reserved', 'payment-declined']],
    ['cancelled', ['stock-reserved', 'payment-declined', 'stock-released']],
    ['cancelled', ['cancel', 'payment-voided', 'stock-released']],
    [
      'cancelled',
      [
        'stock-reserved',
        'cancel',
        'payment-captured',
        'payment-voided',
        'stock-released',
      ],
    ],
    ['confirmed', ['stock-reserved', 'payment-captured', 'cancel']],
  ])('should come to %s by %j', (state, events) => {
    expect(after(events).state).toBe(state);
  });

  it('should come through every state that an early payment leads to', () => {
    const waiting = after(['payment-captured']);
    expect(waiting).toEqual({ state: 'placed', early: 'payment-captured' });
    expect(settle(waiting, 'stock-reserved')).toEqual({
      passed: ['reserved', 'confirmed'],
      early: null,
    });
  });

  it.each<[OrderState, OrderEvent[]]>([
    ['confirmed', ['stock-reserved', 'payment-captured']],
    ['releasing', ['stock-reserved', 'payment-declined']],
    ['rejected', ['stock-refused']],
  ])(
    'should come to %s by %j in any order and however often',
    (state, facts) => {
      fc.assert(
        fc.property(delivered(facts), events => {
          expect(after(events).state).toBe(state);
        }),
      );
    },
  );

  it('should end an order that was taken back, whatever else comes and when', () => {
    const late: OrderEvent[] = [
      'stock-reserved',
      'payment-captured',
      'payment-declined',
      'stock-refused',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...late), { maxLength: 3 }),
        fc.array(fc.constantFrom(...late), { maxLength: 3 }),
        (first, second) => {
          const end = after([
            'cancel',
            ...first,
            'payment-voided',
            ...second,
            'stock-released',
          ]);
          expect(end.state).toBe('cancelled');
        },
      ),
    );
  });

  it('should leave an order that has ended as it is', () => {
    for (const state of STATES.filter(isTerminal)) {
      for (const event of Object.keys(TRANSITIONS.placed) as OrderEvent[]) {
        expect(after([event], { state, early: null }).state).toBe(state);
      }
    }
  });
});

describe('TRANSITIONS', () => {
  it('should allow these steps and no other', () => {
    const steps = STATES.flatMap(state =>
      Object.entries(TRANSITIONS[state]).map(
        ([event, next]) => `${state} + ${event} = ${next}`,
      ),
    );
    // No money is kept and no stock is held by an order that ends otherwise
    // than confirmed: the way back is through voiding, unless nothing was paid.
    expect(steps.sort()).toEqual([
      'placed + cancel = voiding',
      'placed + stock-refused = rejected',
      'placed + stock-reserved = reserved',
      'releasing + stock-released = cancelled',
      'releasing + stock-sold = cancelled',
      'reserved + cancel = voiding',
      'reserved + payment-captured = confirmed',
      'reserved + payment-declined = releasing',
      'voiding + payment-voided = releasing',
    ]);
  });

  it('should lead from every state to an end', () => {
    const ends = new Set(STATES.filter(isTerminal));
    expect([...ends].sort()).toEqual(['cancelled', 'confirmed', 'rejected']);
    for (const state of STATES) {
      const reached = new Set([state]);
      for (const one of reached) {
        for (const next of Object.values(TRANSITIONS[one])) reached.add(next);
      }
      expect([...reached].some(one => ends.has(one))).toBe(true);
    }
  });

  it('should ask the others for something wherever an order waits for them', () => {
    const waiting = STATES.filter(
      state => !isTerminal(state) && state !== 'placed',
    );
    for (const state of waiting) expect(COMMANDS[state]).not.toBe('none');
  });
});
