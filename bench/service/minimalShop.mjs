import { join } from 'node:path';
import { bundle } from './build.mjs';
import { Server } from './Server.mjs';
import { Shop } from './shop.mjs';

// Express and pg as they come: nobody signs in, nothing is checked, logged or counted.
const SOURCE = `
import { randomUUID } from 'node:crypto';
import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.use(express.json());

async function query(name, text, values) {
  return (await pool.query({ name, text, values })).rows;
}

app.get('/v1/products', async ({ query: { limit } }, response) => {
  const items = await query('list',
    'SELECT id, name, price_cents AS "priceCents" FROM products ORDER BY name LIMIT $1', [limit]);
  response.json({ items });
});

app.get('/v1/products/:id', async ({ params }, response) => {
  const [product] = await query('product',
    'SELECT id, name, description, price_cents AS "priceCents" FROM products WHERE id = $1', [params.id]);
  response.json(product);
});

app.put('/v1/cart/items/:id', async (request, response) => {
  const user = request.get('x-user');
  await query('cart',
    \`INSERT INTO cart_items (user_id, product_id, quantity) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, product_id) DO UPDATE SET quantity = $3\`,
    [user, request.params.id, request.body.quantity]);
  response.json({ lines: [request.params.id] });
});

app.post('/v1/orders', async (request, response) => {
  const order = { id: randomUUID(), user: request.get('x-user'), lines: request.body };
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({ name: 'order',
      text: 'INSERT INTO orders (id, user_id, lines) VALUES ($1, $2, $3)',
      values: [order.id, order.user, JSON.stringify(order.lines)] });
    await client.query({ name: 'outbox',
      text: 'INSERT INTO outbox (event_id, event) VALUES ($1, $2)',
      values: [randomUUID(), JSON.stringify(order)] });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  response.status(202).json(order);
});

async function start() {
  await pool.query(\`
    CREATE TABLE products (id uuid PRIMARY KEY, name text NOT NULL,
      description text NOT NULL, price_cents integer NOT NULL);
    CREATE TABLE cart_items (user_id uuid, product_id uuid, quantity integer NOT NULL,
      PRIMARY KEY (user_id, product_id));
    CREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid NOT NULL, lines jsonb NOT NULL,
      placed_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE outbox (sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      event_id uuid NOT NULL UNIQUE, event jsonb NOT NULL, sent_at timestamptz);
    INSERT INTO products SELECT gen_random_uuid(), 'Product ' || n,
      'A product that is made to last and to be mended.', 1000 + n
    FROM generate_series(1, 200) AS n;\`);
  const server = app.listen(0, '127.0.0.1', () => {
    console.log(JSON.stringify({ port: server.address().port }));
  });
  // As long as the shop's: connections that are kept open must not end between two requests.
  server.keepAliveTimeout = 65_000;
}
start();`;

/** Starts the least that can sell something: one Express server, and pg, with an empty database. */
async function startMinimalShop(databaseUrl, folder) {
  return Server.start({
    file: bundle('minimal-shop', SOURCE, folder),
    env: { DATABASE_URL: databaseUrl },
    output: join(folder, 'minimal-shop.log'),
  });
}

/**
 * Opens the whole shop and a minimal one beside it, lets `compare(shop, floor)`
 * measure both, and ends both whatever comes of it.
 */
export async function besideMinimalShop(options, compare) {
  const shop = await Shop.open(options.folder);
  let floor;
  try {
    floor = await startMinimalShop(
      await shop.emptyDatabase('minimal'),
      options.folder,
    );
    return await compare(shop, floor);
  } finally {
    await floor?.stop();
    await shop.close();
  }
}
