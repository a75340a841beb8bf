import { createHash } from 'node:crypto';
import { openService, readConfig } from '@portico/service-kit';
import { MIGRATIONS, NAME, productSettings } from './app';

/** What the sample shop sells, by category: kinds of things, and what they are for. */
const CATEGORIES = {
  lighting: ['Desk Lamp', 'Floor Lamp', 'Pendant Lamp', 'Reading Lamp'],
  kitchen: ['Coffee Mill', 'Tea Kettle', 'Cast Iron Pan', 'Bread Board'],
  office: ['Notebook', 'Fountain Pen', 'Desk Organizer', 'Paper Tray'],
  outdoor: ['Rain Jacket', 'Hiking Bottle', 'Camp Stove', 'Trail Backpack'],
  audio: ['Headphones', 'Bookshelf Speaker', 'Turntable', 'Radio'],
} as const;
const FINISHES = [
  'Oak',
  'Walnut',
  'Brass',
  'Copper',
  'Slate',
  'Linen',
  'Graphite',
  'Moss',
  'Ivory',
  'Amber',
] as const;

/** A product of the sample shop. */
export interface SampleProduct {
  id: string;
  sku: string;
  name: string;
  description: string;
  category: string;
  priceCents: number;
  onHand: number;
}

/** The same products for the same count, on every machine. */
export function sampleProducts(count: number): SampleProduct[] {
  const kinds = Object.entries(CATEGORIES).flatMap(([category, things]) =>
    things.map(thing => ({ category, thing })),
  );
  return Array.from({ length: count }, (_none, index) => {
    const { category, thing } = kinds[index % kinds.length];
    const round = Math.floor(index / kinds.length);
    const finish = FINISHES[round % FINISHES.length];
    const edition = Math.floor(round / FINISHES.length);
    const name = `${finish} ${thing}${
      edition > 0 ? ` No. ${edition + 1}` : ''
    }`;
    const sku = `${category.slice(0, 3).toUpperCase()}-${String(
      index + 1,
    ).padStart(4, '0')}`;
    const digest = createHash('sha256').update(sku).digest();
    return {
      id: uuidFrom(digest),
      sku,
      name,
      description: `A ${finish.toLowerCase()} ${thing.toLowerCase()}, made to last and to be mended.`,
      category,
      priceCents: 900 + (digest.readUInt16BE(20) % 240) * 50,
      onHand: 500 + (digest.readUInt16BE(22) % 500),
    };
  });
}

/** A valid id (version 8: made as its maker likes, RFC 9562) of a digest. */
function uuidFrom(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = 0x80 + (bytes[6] % 16);
  bytes[8] = 0x80 + (bytes[8] % 64);
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Puts the sample products into the database; those that are there stay as they are. */
export async function seed(env: NodeJS.ProcessEnv, count = 200): Promise<void> {
  const config = readConfig(productSettings, env);
  const { log, database } = await openService({
    name: NAME,
    config,
    migrations: MIGRATIONS,
  });
  try {
    const samples = JSON.stringify(sampleProducts(count));
    await database.transaction(async tx => {
      await tx.query({
        name: 'seed-products',
        text: `INSERT INTO products (id, sku, name, description, category, price_cents)
               SELECT id, sku, name, description, category, "priceCents"
               FROM jsonb_to_recordset($1::jsonb) AS sample (id uuid, sku text,
                 name text, description text, category text, "priceCents" int)
               ON CONFLICT DO NOTHING`,
        values: [samples],
      });
      await tx.query({
        name: 'seed-stock',
        text: `INSERT INTO stock (product_id, on_hand)
               SELECT p.id, sample."onHand"
               FROM jsonb_to_recordset($1::jsonb) AS sample (sku text, "onHand" int)
               JOIN products p ON p.sku = sample.sku
               ON CONFLICT DO NOTHING`,
        values: [samples],
      });
    });
    log.info({ products: count }, 'seeded');
  } finally {
    await database.end();
  }
}
