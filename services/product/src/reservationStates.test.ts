import * as fc from 'fast-check';
import {
  REACTIONS,
  type ReservationState,
  type StockCommand,
} from './reservationStates';

interface Shelf {
  state: ReservationState;
  onHand: number;
  reserved: number;
  sold: number;
  told: string[];
}

/** What the table does to a shelf of five when two are ordered. */
function run(commands: readonly StockCommand[]): Shelf {
  const shelf: Shelf = {
    ...{ state: 'none', told: [] },
    ...{ onHand: 5, reserved: 0, sold: 0 },
  };
  for (const command of commands) {
    const { effect, next, tell } = REACTIONS[shelf.state][command];
    if (effect === 'reserve') shelf.reserved += 2;
    if (effect === 'give-back') shelf.reserved -= 2;
    if (effect === 'sell') {
      shelf.reserved -= 2;
      shelf.onHand -= 2;
      shelf.sold += 2;
    }
    shelf.state = next;
    shelf.told.push(tell);
    expect(shelf.onHand + shelf.sold).toBe(5);
    expect(shelf.reserved).toBe(shelf.state === 'reserved' ? 2 : 0);
  }
  return shelf;
}

/** Each of the commands once or more, in any order. */
function mixed(...all: StockCommand[]): fc.Arbitrary<StockCommand[]> {
  return fc.array(fc.constantFrom(...all), { maxLength: 6 }).chain(more =>
    fc.shuffledSubarray([...all, ...more], {
      minLength: all.length + more.length,
    }),
  );
}

describe('REACTIONS', () => {
  it('should end with everything given back, however order and release come', () => {
    fc.assert(
      fc.property(mixed('reserve', 'release'), commands => {
        const { state, onHand, told } = run(commands);
        expect({ state, onHand }).toEqual({ state: 'released', onHand: 5 });
        // Each release is answered: the order waits for it.
        const releases = commands.filter(command => command === 'release');
        expect(told.filter(what => what === 'released')).toHaveLength(
          releases.length,
        );
      }),
    );
  });

  it('should sell once, however often order and confirmation come', () => {
    fc.assert(
      fc.property(mixed('reserve', 'sell'), rest => {
        // Nothing is confirmed before it was reserved.
        const { state, onHand, sold, told } = run(['reserve', ...rest]);
        expect({ state, onHand, sold }).toEqual({
          ...{ state: 'sold', onHand: 3, sold: 2 },
        });
        // Each confirmation is answered: the order asks until it is.
        expect(told.filter(what => what === 'sold')).toHaveLength(
          rest.filter(command => command === 'sell').length,
        );
      }),
    );
  });

  it('should keep sold what is sold, and say so to a release', () => {
    const { state, sold, told } = run(['reserve', 'sell', 'release']);
    expect({ state, sold, told: told.at(-1) }).toEqual({
      ...{ state: 'sold', sold: 2, told: 'sold' },
    });
  });
});
