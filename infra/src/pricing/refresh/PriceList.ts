import { PriceListItem } from './priceListItem';

/** What the price list is asked: a service, and what its products must say of themselves. */
export interface PriceListQuestion {
  readonly serviceCode: string;
  readonly filters: Readonly<Record<string, string>>;
}

/** The price list of AWS. */
export interface PriceList {
  /** The products that match; rejects where AWS does not answer. */
  ask(question: PriceListQuestion): Promise<PriceListItem[]>;
}
