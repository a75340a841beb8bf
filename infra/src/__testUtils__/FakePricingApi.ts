import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { z } from 'zod/v4';

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

/** The Price List API over HTTP, as far as its client asks: JSON 1.1, one operation, errors by name. */
export class FakePricingApi {
  readonly requests: PricingRequest[] = [];
  readonly #server: Server;

  static async start(
    answer: (request: PricingRequest, count: number) => PricingAnswer,
  ): Promise<FakePricingApi> {
    const api = new FakePricingApi(answer);
    await new Promise<void>(resolve =>
      api.#server.listen(0, '127.0.0.1', resolve),
    );
    return api;
  }

  private constructor(
    answer: (request: PricingRequest, count: number) => PricingAnswer,
  ) {
    this.#server = createServer(
      (request, response) => void this.#answer(request, response, answer),
    );
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    answer: (request: PricingRequest, count: number) => PricingAnswer,
  ) {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const target = String(request.headers['x-amz-target']);
    const reply = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(body));
    if (target !== 'AWSPriceListService.GetProducts') {
      return reply(400, { __type: 'UnknownOperationException' });
    }
    const parsed = requestSchema.parse(
      JSON.parse(Buffer.concat(parts).toString('utf8')),
    );
    this.requests.push(parsed);
    const said = answer(parsed, this.requests.length);
    if ('error' in said) {
      return reply(said.status, { __type: said.error, message: said.error });
    }
    return reply(200, {
      FormatVersion: 'aws_v1',
      PriceList: said.products.map(product => JSON.stringify(product)),
      NextToken: said.nextToken,
    });
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
