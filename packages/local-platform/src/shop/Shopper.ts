import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { hasEnded } from './orderStates';
import type { ServiceName } from './services';

const PASSWORD = 'correct horse battery staple';

const sessionSchema = z.object({ accessToken: z.string() });
const productsSchema = z.object({
  items: z.array(
    z.object({ id: z.string(), priceCents: z.int(), available: z.int() }),
  ),
});
const orderSchema = z.object({
  id: z.string(),
  state: z.string(),
  totalCents: z.int(),
});

/** An order as its shopper sees it. */
export type SeenOrder = z.output<typeof orderSchema>;

/** An answer as it came. */
export interface Answer {
  status: number;
  body: unknown;
}

/** One request of a shopper, as a client counts it. */
export interface ObservedRequest {
  service: ServiceName;
  method: string;
  path: string;
  /** Null where no answer came. */
  status: number | null;
  seconds: number;
}

/** Who is told of every request. */
export type RequestObserver = (request: ObservedRequest) => void;

/** Somebody who buys over HTTP, as a browser would. */
export class Shopper {
  readonly email = `shopper-${randomUUID()}@example.com`;
  readonly #url: (name: ServiceName) => string;
  readonly #observe: RequestObserver;
  /** Where the request comes from, as a load balancer in front of the shop would tell; absent where none stands there. */
  address: string | undefined;
  #token = '';

  private constructor(
    url: (name: ServiceName) => string,
    observe: RequestObserver,
  ) {
    this.#url = url;
    this.#observe = observe;
  }

  /** What a request of theirs is signed with, for whoever sends it in their name. */
  get authorization(): string {
    return `Bearer ${this.#token}`;
  }

  /** Registers and signs in. */
  static async arrive(
    url: (name: ServiceName) => string,
    observe: RequestObserver = () => {},
    address?: string,
  ): Promise<Shopper> {
    const shopper = new Shopper(url, observe);
    shopper.address = address;
    const { email } = shopper;
    await shopper.#must('user', 'POST', '/v1/users', {
      email,
      password: PASSWORD,
      name: 'A shopper',
    });
    await shopper.signIn();
    return shopper;
  }

  /** Signs in again: access tokens live for minutes. */
  async signIn(): Promise<void> {
    const session = await this.#must('user', 'POST', '/v1/sessions', {
      email: this.email,
      password: PASSWORD,
    });
    this.#token = sessionSchema.parse(session).accessToken;
  }

  /** Tries to sign in with a password that is not theirs. */
  async mistypePassword(): Promise<void> {
    await this.ask('user', 'POST', '/v1/sessions', {
      email: this.email,
      password: `${PASSWORD}!`,
    });
  }

  /** The products that a search finds. */
  async search(q: string) {
    const query = new URLSearchParams(q ? { q } : {});
    const found = await this.#must('product', 'GET', `/v1/products?${query}`);
    return productsSchema.parse(found).items;
  }

  /** Puts a product into the cart. */
  async putIntoCart(productId: string, quantity: number): Promise<Answer> {
    return this.ask('order', 'PUT', `/v1/cart/items/${productId}`, {
      quantity,
    });
  }

  /** Asks for the order once; the same key means the same order. */
  async checkOut(key: string, paymentToken = 'tok_visa'): Promise<Answer> {
    return this.ask(
      'order',
      'POST',
      '/v1/orders',
      { paymentToken },
      { 'Idempotency-Key': key },
    );
  }

  /** Asks until there is an answer that is no failure of the shop, as a patient client does. */
  async checkOutPatiently(
    key: string,
    withinMs: number,
    paymentToken?: string,
  ): Promise<SeenOrder> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const answer = await this.checkOut(key, paymentToken).catch(
        (): Answer => ({ status: 0, body: undefined }),
      );
      if (answer.status >= 200 && answer.status < 300) {
        return orderSchema.parse(answer.body);
      }
      const again = answer.status === 0 || answer.status >= 409;
      if (!again || Date.now() > deadline) {
        throw new Error(
          `Checkout: ${answer.status} ${JSON.stringify(answer.body)}`,
        );
      }
      await sleep(200);
    }
  }

  async order(id: string): Promise<SeenOrder> {
    return orderSchema.parse(
      await this.#must('order', 'GET', `/v1/orders/${id}`),
    );
  }

  async cancel(id: string): Promise<Answer> {
    return this.ask('order', 'POST', `/v1/orders/${id}/cancel`);
  }

  /** The order at its end; throws where it does not come to one. */
  async untilEnded(id: string, withinMs: number): Promise<SeenOrder> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const order = await this.order(id).catch(() => undefined);
      if (order && hasEnded(order.state)) return order;
      if (Date.now() > deadline) {
        throw new Error(`Order ${id} is ${order?.state} after ${withinMs} ms`);
      }
      await sleep(50);
    }
  }

  /** One request, with the shopper's token. */
  async ask(
    service: ServiceName,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
    signal = AbortSignal.timeout(15_000),
  ): Promise<Answer> {
    const from = performance.now();
    const told = (status: number | null) => {
      const seconds = (performance.now() - from) / 1000;
      this.#observe({ service, method, path, status, seconds });
    };
    const response = await fetch(this.#url(service) + path, {
      method,
      headers: {
        ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
        ...(this.address && { 'X-Forwarded-For': this.address }),
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      signal,
    }).catch(error => {
      told(null);
      throw error;
    });
    told(response.status);
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  }

  async #must(
    service: ServiceName,
    method: string,
    path: string,
    body?: object,
  ): Promise<unknown> {
    const answer = await this.ask(service, method, path, body);
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(
        `${method} ${service}${path}: ${answer.status} ${JSON.stringify(
          answer.body,
        )}`,
      );
    }
    return answer.body;
  }
}
