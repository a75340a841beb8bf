import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { REGIONS } from '@portico/plugin-environments-common';
import { listPrices } from '../pricing/book/listPrices';
import { parsePriceFile } from '../pricing/book/priceFile';
import { PriceBook, PriceBookEntry } from '../pricing/PriceBook';
import { PriceList } from '../pricing/refresh/PriceList';
import { Refresh, refreshPrices } from '../pricing/refresh/refreshPrices';
import { CliError, CliIo, EXIT_OK } from './CliIo';
import { table } from './table';

/** What is asked, and where the answer goes. */
export interface PricesOptions {
  readonly out?: string;
  readonly json?: boolean;
}

function readFile(path: string): PriceBookEntry[] {
  if (!existsSync(path)) return [];
  try {
    return parsePriceFile(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError(`${path}: ${message}`);
  }
}

/** Puts the new prices into a file, in place of older ones of the same things. */
function write(path: string, entries: readonly PriceBookEntry[]): void {
  const kept = PriceBook.of(readFile(path)).with(entries).entries();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(kept, null, 2)}\n`);
}

function name({ query }: Refresh['prices'][number]): string {
  return [query.service, ...Object.values(query.attributes)].join(' ');
}

function text(refresh: Refresh, region: string, out?: string): string {
  const changed = refresh.prices.filter(
    ({ before, after }) => after && Number(before) !== Number(after),
  );
  const open = refresh.prices.filter(({ after }) => !after);
  const read = refresh.prices.length - open.length;
  return [
    `Prices of ${region}: ${read} read, ${changed.length} other than in the book, ${open.length} not found, ${refresh.notAsked} not asked for`,
    ...(changed.length === 0
      ? []
      : [
          '',
          table(
            [
              { title: 'Price' },
              { title: 'Book', align: 'right' },
              { title: 'List', align: 'right' },
            ],
            changed.map(price => [
              name(price),
              price.before ?? 'not known',
              price.after ?? '',
            ]),
          ),
        ]),
    ...(open.length === 0
      ? []
      : [
          '',
          ...open.map(price => `${name(price)}: kept, because ${price.reason}`),
        ]),
    '',
    out
      ? `Written to ${out}.`
      : 'Nothing was written; --out infra/src/pricing/book/refreshed.json puts them into the book.',
  ].join('\n');
}

/** Reads what AWS asks today, and prints what differs from the book. */
export async function prices(
  region: string,
  options: PricesOptions,
  io: CliIo,
  list: PriceList,
): Promise<number> {
  if (!REGIONS.some(known => known.region === region)) {
    throw new CliError(
      `${region}: must be one of ${REGIONS.map(r => r.region).join(', ')}`,
    );
  }
  let refresh: Refresh;
  try {
    refresh = await refreshPrices({ list, book: listPrices, region });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError(
      `The price list of AWS was not read, and nothing was written: ${message}. It needs credentials that may call pricing:GetProducts.`,
    );
  }
  if (options.out) write(resolve(io.cwd, options.out), refresh.entries);
  io.out(
    options.json
      ? JSON.stringify(refresh, null, 2)
      : text(refresh, region, options.out),
  );
  return EXIT_OK;
}
