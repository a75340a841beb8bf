import { PriceRow, Quote, quote, regional } from './priceRows';

const golden = (usd: string) => quote(usd, 'goldenFiles');

function row(
  service: string,
  component: string,
  unit: string,
  us: Quote,
  ireland?: Quote,
): PriceRow {
  return {
    service,
    attributes: { component },
    unit,
    quotes: regional(us, ireland),
  };
}

const everywhere = (usd: string) => quote(usd, 'everyRegion');

/** Network, edge, keys, secrets, logs, buckets and events. */
export const platformPrices: readonly PriceRow[] = [
  row(
    'nat-gateway',
    'hour',
    'hour',
    golden('0.045'),
    quote('0.048', 'secondary'),
  ),
  row('nat-gateway', 'data', 'GB', golden('0.045')),
  row('load-balancer', 'application', 'hour', golden('0.0225')),
  row('load-balancer', 'application-lcu', 'LCU-hour', golden('0.008')),
  row(
    'public-ipv4',
    'address',
    'hour',
    quote('0.005', 'publicList'),
    quote('0.005', 'publicList'),
  ),
  row(
    'data-transfer',
    'internet-out',
    'GB',
    quote('0.09', 'publicList'),
    quote('0.09', 'publicList'),
  ),
  row('waf', 'web-acl', 'month', golden('5'), everywhere('5')),
  row('waf', 'rule', 'rule-month', golden('1'), everywhere('1')),
  row('waf', 'requests', '1M requests', golden('0.60'), everywhere('0.60')),
  row('kms', 'key', 'key-month', golden('1')),
  row('kms', 'requests', '10k requests', golden('0.03')),
  row('secrets-manager', 'secret', 'secret-month', golden('0.40')),
  row('secrets-manager', 'calls', '10k calls', golden('0.05')),
  row('api-gateway', 'http-requests', '1M requests', golden('1.00')),
  row('cloudfront', 'data-out', 'GB', golden('0.085'), golden('0.085')),
  row(
    'cloudfront',
    'https-requests',
    '10k requests',
    golden('0.01'),
    golden('0.01'),
  ),
  row('cloudtrail', 'management-copy', '100k events', golden('2.00')),
  row('cloudwatch', 'standard-alarm', 'alarm-month', golden('0.10')),
  row('cloudwatch-logs', 'ingestion', 'GB', golden('0.50')),
  row('cloudwatch-logs', 'storage', 'GB-month', golden('0.03')),
  row(
    's3',
    'standard-storage',
    'GB-month',
    golden('0.023'),
    quote('0.023', 'irelandRows'),
  ),
  row(
    's3',
    'write-requests',
    '1k requests',
    golden('0.005'),
    quote('0.005', 'irelandRows'),
  ),
  row('s3', 'read-requests', '1k requests', golden('0.0004')),
  row('ecr', 'storage', 'GB-month', golden('0.10'), quote('0.10', 'secondary')),
  row('sns', 'requests', '1M requests', golden('0.50')),
  row('sqs', 'requests', '1M requests', golden('0.40')),
  row('lambda', 'requests', '1M requests', golden('0.20')),
  row('lambda', 'duration-x86_64', 'GB-second', golden('0.0000166667')),
  row('lambda', 'duration-arm64', 'GB-second', golden('0.0000133334')),
];
