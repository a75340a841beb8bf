import { PriceRow, quote, regional } from './priceRows';

const list = (usd: string) => quote(usd, 'elasticacheList');

function node(
  nodeType: string,
  engine: 'redis' | 'valkey',
  us: string,
  ireland: string,
): PriceRow {
  return {
    service: 'elasticache',
    attributes: { component: 'node', nodeType, engine },
    unit: 'hour',
    quotes: regional(list(us), list(ireland)),
  };
}

/** ElastiCache nodes and backups; Valkey only where its own price was read. */
export const cachePrices: readonly PriceRow[] = [
  node('cache.t3.micro', 'redis', '0.017', '0.018'),
  node('cache.t3.micro', 'valkey', '0.0136', '0.0144'),
  node('cache.t3.small', 'redis', '0.034', '0.036'),
  node('cache.t3.medium', 'redis', '0.068', '0.072'),
  node('cache.t4g.micro', 'redis', '0.016', '0.017'),
  node('cache.t4g.micro', 'valkey', '0.0128', '0.0136'),
  node('cache.t4g.small', 'redis', '0.032', '0.034'),
  node('cache.t4g.medium', 'redis', '0.065', '0.068'),
  node('cache.m6g.large', 'redis', '0.149', '0.164'),
  node('cache.m7g.large', 'redis', '0.158', '0.174'),
  node('cache.r6g.large', 'redis', '0.206', '0.229'),
  node('cache.r6g.large', 'valkey', '0.1648', '0.1832'),
  node('cache.r7g.large', 'redis', '0.219', '0.243'),
  {
    service: 'elasticache',
    attributes: { component: 'backup' },
    unit: 'GB-month',
    quotes: regional(quote('0.085', 'goldenFiles')),
  },
];
