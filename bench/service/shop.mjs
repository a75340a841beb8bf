import { randomUUID, sign } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { load, ROOT } from './build.mjs';

const PARTS = `
export { ShopWorld } from '../local-platform/src/shop/ShopWorld';
export { z } from 'zod/v4';
export {
  ACCESS_TOKEN_TYPE, TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER,
} from '@portico/service-kit';`;
const SETTLED_MS = 240_000;
const TOKEN_SECONDS = 900;

/** The whole shop in processes of its own, as the tests start it. */
export class Shop {
  #parts;
  #world;

  constructor(parts, world) {
    this.#parts = parts;
    this.#world = world;
  }

  /** Builds what is stale and starts everything. */
  static async open(folder) {
    const parts = load('shop-parts', PARTS, folder);
    // The shop makes its folder there, and PostgreSQL must reach it as somebody else.
    process.env.TMPDIR = folder;
    chmodSync(folder, 0o711);
    const interrupt = new AbortController();
    const world = await parts.ShopWorld.create({
      root: ROOT,
      signal: interrupt.signal,
    });
    return new Shop(parts, world);
  }

  /** The port of a service. */
  port(service) {
    return this.#world.ports.services[service].public;
  }

  /** The address of an empty database, on the server that the shop uses, too. */
  async emptyDatabase(name) {
    const url = new URL(this.#world.environment('order').DATABASE_URL);
    await this.#rows(`CREATE DATABASE ${name}`);
    url.pathname = `/${name}`;
    return url.toString();
  }

  /** Somebody signed in; the token is what the user service would give. */
  shopper() {
    const { ACCESS_TOKEN_TYPE, TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER } =
      this.#parts;
    const { tokenKeyId, tokenPrivateKey } = this.#world.secrets;
    const id = randomUUID();
    const now = Math.floor(Date.now() / 1000);
    const signed = [
      { alg: TOKEN_ALGORITHM, kid: tokenKeyId, typ: ACCESS_TOKEN_TYPE },
      {
        ...{ sub: id, iss: TOKEN_ISSUER, aud: TOKEN_AUDIENCE },
        ...{ iat: now, exp: now + TOKEN_SECONDS, roles: ['customer'] },
      },
    ]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const proof = sign('RSA-SHA256', Buffer.from(signed), tokenPrivateKey);
    const token = `${signed}.${proof.toString('base64url')}`;
    return { id, headers: { Authorization: `Bearer ${token}` } };
  }

  /** Puts one product into the cart of each shopper, without asking the service. */
  async fillCarts(shoppers, products) {
    const ids = shoppers.map(({ id }) => id);
    await this.#rows(
      `INSERT INTO carts (user_id) SELECT unnest($1::uuid[])
       ON CONFLICT DO NOTHING`,
      [ids],
    );
    await this.#rows(
      `INSERT INTO cart_items (user_id, product_id, name, quantity, unit_price_cents)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::int[])`,
      [
        ids,
        ...['id', 'name', 'quantity', 'priceCents'].map(what =>
          ids.map(
            (_id, n) =>
              ({ quantity: 1, ...products[n % products.length] }[what]),
          ),
        ),
      ],
    );
  }

  /** Waits until every order is at its end, so that what one round began costs the next one nothing. */
  async untilSettled() {
    const from = performance.now();
    for (;;) {
      const [{ open }] = await this.#rows(
        `SELECT count(*)::int AS open FROM orders
         WHERE state NOT IN ('confirmed', 'rejected', 'cancelled')`,
      );
      if (open === 0) return;
      if (performance.now() - from > SETTLED_MS) {
        throw new Error(`${open} orders have not come to their end`);
      }
      await sleep(500);
    }
  }

  async close() {
    await this.#world.destroy();
  }

  async #rows(text, values) {
    const { z } = this.#parts;
    const anything = z.record(z.string(), z.unknown());
    return this.#world.database('order').rows(anything, text, values);
  }
}

/** The products that a server sells, as it lists them. */
export async function productsOf(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/products?limit=50`);
  const { items } = await answer.json();
  if (!items?.length) throw new Error('There are no products.');
  return items;
}
