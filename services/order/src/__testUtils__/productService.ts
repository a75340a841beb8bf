import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CatalogProduct } from '../ProductCatalog';

/** What such a service sells and answers, each time it is asked. */
export interface TestProductServiceOptions {
  /** The product of an id; undefined where it is not for sale. */
  product(id: string): CatalogProduct | undefined;
  /** What it answers with, if not 200. */
  status?(): number;
  /** How long it takes to answer. */
  answerMs?: number;
}

/** See {@link startTestProductService}. */
export type TestProductService = Awaited<
  ReturnType<typeof startTestProductService>
>;

/** The product service as the order service asks it: for one product, and for several. */
export async function startTestProductService({
  product,
  status = () => 200,
  answerMs = 0,
}: TestProductServiceOptions) {
  /** The path and the ids of each call. */
  const asked: Array<{ path: string; ids: string[] }> = [];
  const seen = { underWay: 0, mostAtOnce: 0 };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://it');
    const one = /^\/v1\/products\/(.+)$/.exec(pathname)?.[1];
    const ids = one ? [one] : searchParams.get('ids')?.split(',') ?? [];
    asked.push({ path: pathname, ids });
    seen.underWay += 1;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.underWay);
    const items = ids.flatMap(id => product(id) ?? []);
    if (answerMs > 0) await sleep(answerMs);
    seen.underWay -= 1;
    response.statusCode = one && items.length === 0 ? 404 : status();
    response.end(JSON.stringify(one ? items[0] ?? {} : { items }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    asked,
    seen,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
