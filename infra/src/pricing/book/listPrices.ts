import { PriceBook } from '../PriceBook';
import { cachePrices } from './cachePrices';
import { computePrices } from './computePrices';
import { databasePrices } from './databasePrices';
import { platformPrices } from './platformPrices';
import { parsePriceFile } from './priceFile';
import { entriesOf } from './priceRows';
import refreshed from './refreshed.json';

/** Prices as they were entered; a cell without a dated source is left out. */
export const enteredPrices = PriceBook.of(
  entriesOf([
    ...computePrices,
    ...databasePrices,
    ...cachePrices,
    ...platformPrices,
  ]),
);

/**
 * AWS list prices in USD: what `portico infra prices` has read, and what was
 * entered where nothing was read since.
 */
export const listPrices = enteredPrices.with(parsePriceFile(refreshed));
