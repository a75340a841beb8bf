/** Where the stock of an order stands; `none` before anything came. */
export type ReservationState =
  | 'none'
  | 'reserved'
  | 'refused'
  | 'released'
  | 'sold';

/** What the order service asks for. */
export type StockCommand = 'reserve' | 'release' | 'sell';

/** What is done about a command, and what is told afterwards. */
export interface Reaction {
  /** What happens to the pieces. */
  effect: 'reserve' | 'give-back' | 'sell' | 'nothing';
  next: ReservationState;
  tell: 'reserved' | 'refused' | 'released' | 'sold' | 'nothing';
}

const nothing = (next: ReservationState): Reaction => ({
  effect: 'nothing',
  next,
  tell: 'nothing',
});
const again = (next: ReservationState, tell: Reaction['tell']): Reaction => ({
  effect: 'nothing',
  next,
  tell,
});

/**
 * The whole life of a reservation. A release that comes before its order
 * leaves `released` behind, and that order then gets nothing; a question that
 * comes again is answered again, and changes nothing. What is sold stays sold: a
 * release that comes afterwards is told so. A sale of what is not held is not
 * answered: order-service asks again, and says in its log that it must.
 */
export const REACTIONS: Record<
  ReservationState,
  Record<StockCommand, Reaction>
> = {
  none: {
    // Refused where not all of it is there: the one thing this table cannot know.
    reserve: { effect: 'reserve', next: 'reserved', tell: 'reserved' },
    release: again('released', 'released'),
    sell: nothing('none'),
  },
  reserved: {
    reserve: again('reserved', 'reserved'),
    release: { effect: 'give-back', next: 'released', tell: 'released' },
    sell: { effect: 'sell', next: 'sold', tell: 'sold' },
  },
  refused: {
    reserve: again('refused', 'refused'),
    release: again('released', 'released'),
    sell: nothing('refused'),
  },
  released: {
    reserve: nothing('released'),
    release: again('released', 'released'),
    sell: nothing('released'),
  },
  sold: {
    reserve: nothing('sold'),
    release: again('sold', 'sold'),
    sell: again('sold', 'sold'),
  },
};
