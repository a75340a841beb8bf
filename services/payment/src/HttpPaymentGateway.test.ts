import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpPaymentGateway } from './HttpPaymentGateway';
import { GatewayUnavailable } from './PaymentGateway';

const TIMEOUT_MS = 200;
const CAPTURED = { status: 'captured', reference: 'cap_1', last4: '4242' };
const DECLINED = { status: 'declined', reason: 'card_declined' };
const CARD = '4111111111111111';

describe('HttpPaymentGateway', () => {
  let provider: Server;
  let behave: RequestListener;
  let gateway: HttpPaymentGateway;

  beforeAll(async () => {
    provider = createServer((request, response) => {
      behave(request, response);
    }).listen(0, '127.0.0.1');
    await once(provider, 'listening');
    const { port } = provider.address() as AddressInfo;
    const config = {
      PAYMENT_PROVIDER_URL: `http://127.0.0.1:${port}`,
      PAYMENT_PROVIDER_KEY: 'test-key-of-the-shop',
    };
    gateway = HttpPaymentGateway.create(config, TIMEOUT_MS);
  });
  afterAll(() => {
    provider.closeAllConnections();
    provider.close();
  });

  const says =
    (status: number, body: object | string): RequestListener =>
    (_request, response) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      response.writeHead(status).end(text);
    };
  const capture = () =>
    gateway.capture({
      ...{ idempotencyKey: 'capture:1', amountCents: 100 },
      ...{ currency: 'USD', token: 'tok_visa' },
    });

  it.each([
    [200, CAPTURED],
    [402, DECLINED],
  ])('should take %i with %j for an answer', async (status, body) => {
    behave = says(status, body);
    expect(await capture()).toEqual(body);
  });

  it.each<[string, RequestListener]>([
    ['fails, whatever else it says', says(500, CAPTURED)],
    ['is overloaded', says(503, DECLINED)],
    ['knows another key for it', says(409, DECLINED)],
    ['does not know the shop', says(401, DECLINED)],
    ['answers no JSON', says(200, '{"status":')],
    ['answers something else', says(200, { status: 'pending' })],
    ['tells a whole card', says(200, { ...CAPTURED, last4: CARD })],
    ['tells fewer digits', says(200, { ...CAPTURED, last4: '42' })],
    [
      'tells a card for its reference',
      says(200, { ...CAPTURED, reference: CARD }),
    ],
    ['is silent', () => {}],
    [
      'stops half-way',
      (_request, response) => response.writeHead(200).write('{"status":'),
    ],
    ['hangs up', request => request.socket.resetAndDestroy()],
    [
      'sends elsewhere',
      (_request, response) =>
        response.writeHead(302, { location: '/v1/other' }).end(),
    ],
  ])('should know nothing where the provider %s', async (_what, how) => {
    behave = how;
    await expect(capture()).rejects.toThrow(GatewayUnavailable);
    await expect(
      gateway.cancel({ idempotencyKey: 'capture:1' }),
    ).rejects.toThrow(GatewayUnavailable);
  });
});
