import {
  COMMITMENT,
  PriceBook,
  PriceBookEntry,
  PriceQuery,
} from '../PriceBook';
import { PriceList } from './PriceList';
import { PriceListItem } from './priceListItem';
import { questionFor } from './priceListQuestions';

/** What became of one price of the book. */
export interface RefreshedPrice {
  readonly query: PriceQuery;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Why there is no new price. */
  readonly reason?: string;
}

/** What the list said. */
export interface Refresh {
  /** The entries to keep: on demand, and with a commitment where the list has one. */
  readonly entries: readonly PriceBookEntry[];
  readonly prices: readonly RefreshedPrice[];
  /** How many prices of the book the list is not asked for. */
  readonly notAsked: number;
}

/** What is read, from whom and for where. */
export interface RefreshOptions {
  readonly list: PriceList;
  readonly book: PriceBook;
  readonly region: string;
}

const SOURCE = 'AWS Price List API';

/** What is in the book, whatever the region in which it was read. */
function queriesOf(book: PriceBook): PriceBookEntry[] {
  const seen = new Map(
    book
      .entries()
      .filter(({ attributes }) => attributes.purchase === undefined)
      .map(entry => [JSON.stringify([entry.service, entry.attributes]), entry]),
  );
  return [...seen.values()];
}

function answerOf(
  items: readonly PriceListItem[],
): PriceListItem | { reason: string } {
  const priced = items.filter(({ onDemand }) => onDemand !== undefined);
  if (priced.length === 1) return priced[0];
  return {
    reason:
      priced.length === 0
        ? 'the list has no such price'
        : `the list has ${priced.length} prices, and nobody can tell which one is meant`,
  };
}

/**
 * Asks the price list for every price of the book that it can be asked for, in one
 * region. What the list does not tell, or not in one way only, keeps its old price.
 */
export async function refreshPrices({
  list,
  book,
  region,
}: RefreshOptions): Promise<Refresh> {
  const entries: PriceBookEntry[] = [];
  const prices: RefreshedPrice[] = [];
  let notAsked = 0;
  for (const { service, attributes, unit } of queriesOf(book)) {
    const query = { service, attributes };
    const question = questionFor({ ...query, region });
    if (!question) {
      notAsked += 1;
      continue;
    }
    const before = book.find(region, query)?.usd;
    const answer = answerOf(await list.ask(question));
    if ('reason' in answer) {
      prices.push({ query, before, after: undefined, reason: answer.reason });
      continue;
    }
    const { asOf, committed, onDemand = '' } = answer;
    const entry = { ...query, region, unit, source: SOURCE, asOf };
    entries.push({ ...entry, usd: onDemand });
    prices.push({ query, before, after: onDemand });
    if (committed) {
      entries.push({
        ...entry,
        attributes: { ...attributes, ...COMMITMENT },
        usd: committed,
      });
    }
  }
  return { entries, prices, notAsked };
}
