import { PriceBook } from '../PriceBook';
import { cachePrices } from './cachePrices';
import { computePrices } from './computePrices';
import { databasePrices } from './databasePrices';
import { platformPrices } from './platformPrices';
import { entriesOf } from './priceRows';

/** AWS list prices in USD, on demand; a cell without a dated source is left out. */
export const listPrices = PriceBook.of(
  entriesOf([
    ...computePrices,
    ...databasePrices,
    ...cachePrices,
    ...platformPrices,
  ]),
);
