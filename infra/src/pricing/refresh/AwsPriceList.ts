import {
  GetProductsCommand,
  GetProductsCommandOutput,
  PricingClient,
} from '@aws-sdk/client-pricing';
import { PriceList, PriceListQuestion } from './PriceList';
import { PriceListItem, parsePriceListItem } from './priceListItem';

/** The list is served from few regions, and tells the prices of all. */
const LIST_REGION = 'us-east-1';

/** A question that is this vague was asked wrongly; the list has more than a hundred thousand products. */
const MAX_PAGES = 5;
const TIMEOUT_MS = 20_000;

/** The price list by its API, with the credentials that are found as every tool of AWS finds them. */
export class AwsPriceList implements PriceList {
  readonly #client: PricingClient;

  static create(client?: PricingClient): AwsPriceList {
    return new AwsPriceList(
      client ?? new PricingClient({ region: LIST_REGION, maxAttempts: 3 }),
    );
  }

  private constructor(client: PricingClient) {
    this.#client = client;
  }

  async ask({
    serviceCode,
    filters,
  }: PriceListQuestion): Promise<PriceListItem[]> {
    const items: PriceListItem[] = [];
    let NextToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer: GetProductsCommandOutput = await this.#client.send(
        new GetProductsCommand({
          ServiceCode: serviceCode,
          FormatVersion: 'aws_v1',
          NextToken,
          Filters: Object.entries(filters).map(([Field, Value]) => ({
            Type: 'TERM_MATCH',
            Field,
            Value,
          })),
        }),
        { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
      );
      for (const text of answer.PriceList ?? []) {
        const item = parsePriceListItem(String(text));
        if (item) items.push(item);
      }
      NextToken = answer.NextToken;
      if (!NextToken) return items;
    }
    throw new Error(
      `The price list has more than ${MAX_PAGES} pages for ${serviceCode}; the question is too vague`,
    );
  }
}
