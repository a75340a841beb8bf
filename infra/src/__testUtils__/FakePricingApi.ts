import { z } from 'zod/v4';
import { LocalServer } from './LocalServer';

const requestSchema = z.object({
  ServiceCode: z.string(),
  NextToken: z.string().optional(),
  Filters: z.array(
    z.object({ Type: z.string(), Field: z.string(), Value: z.string() }),
  ),
});

/** A question as it came over the wire. */
export type PricingRequest = z.output<typeof requestSchema>;

/** What the fake answers: products, a page at a time, or an error of AWS. */
export type PricingAnswer =
  | { readonly products: readonly object[]; readonly nextToken?: string }
  | { readonly error: string; readonly status: number };

/** Answers a question, by how many came before it. */
type Answerer = (request: PricingRequest, count: number) => PricingAnswer;

/** The Price List API over HTTP, as far as its client asks: JSON 1.1, one operation, errors by name. */
export class FakePricingApi {
  readonly requests: PricingRequest[] = [];
  readonly #answer: Answerer;
  #server: LocalServer | undefined;

  static async start(answer: Answerer): Promise<FakePricingApi> {
    const api = new FakePricingApi(answer);
    api.#server = await LocalServer.start((request, body, response) => {
      const [status, said] = api.#reply(
        String(request.headers['x-amz-target']),
        body.toString('utf8'),
      );
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(said));
    });
    return api;
  }

  private constructor(answer: Answerer) {
    this.#answer = answer;
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  #reply(target: string, body: string): [number, object] {
    if (target !== 'AWSPriceListService.GetProducts') {
      return [400, { __type: 'UnknownOperationException' }];
    }
    const request = requestSchema.parse(JSON.parse(body));
    this.requests.push(request);
    const said = this.#answer(request, this.requests.length);
    return 'error' in said
      ? [said.status, { __type: said.error, message: said.error }]
      : [
          200,
          {
            FormatVersion: 'aws_v1',
            PriceList: said.products.map(product => JSON.stringify(product)),
            NextToken: said.nextToken,
          },
        ];
  }
}

/** An entry of the price list in the shape in which AWS writes it. */
export function aProduct(
  sku: string,
  onDemand: string,
  committed?: string,
): object {
  const dimension = (usd: string) => ({
    [`${sku}.RATE`]: {
      unit: 'Hrs',
      beginRange: '0',
      endRange: 'Inf',
      description: 'per hour',
      pricePerUnit: { USD: usd },
    },
  });
  return {
    product: { sku, productFamily: 'Compute Instance', attributes: {} },
    serviceCode: 'AmazonEC2',
    terms: {
      OnDemand: {
        [`${sku}.JRTC`]: {
          priceDimensions: dimension(onDemand),
          termAttributes: {},
        },
      },
      ...(committed && {
        Reserved: Object.fromEntries(
          [
            ['1yr', 'No Upfront', 'standard', committed],
            ['3yr', 'No Upfront', 'standard', '0.0001'],
            ['1yr', 'All Upfront', 'standard', '0.0002'],
            ['1yr', 'No Upfront', 'convertible', '0.0003'],
          ].map(([length, option, offering, usd], i) => [
            `${sku}.R${i}`,
            {
              priceDimensions: dimension(usd),
              termAttributes: {
                LeaseContractLength: length,
                PurchaseOption: option,
                OfferingClass: offering,
              },
            },
          ]),
        ),
      }),
    },
    version: '20261120000000',
    publicationDate: '2026-11-20T18:00:00Z',
  };
}
