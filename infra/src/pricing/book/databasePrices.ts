import { Decimal } from 'decimal.js';
import { PriceRow, Quote, quote, regional } from './priceRows';

/** Multi-AZ costs twice the single rate: read for several classes, entered for all. */
function twice(single: Quote): Quote {
  return { ...single, usd: new Decimal(single.usd).times(2).toFixed() };
}

interface InstanceQuotes {
  readonly us: Quote;
  readonly usMultiAz?: Quote;
  readonly ireland?: Quote;
}

function instance(
  instanceClass: string,
  { us, usMultiAz = twice(us), ireland }: InstanceQuotes,
): PriceRow[] {
  const row = (deployment: string, usQuote: Quote, irelandQuote?: Quote) => ({
    service: 'rds',
    attributes: {
      component: 'instance',
      instanceClass,
      engine: 'postgres',
      deployment,
    },
    unit: 'hour',
    quotes: regional(usQuote, irelandQuote),
  });
  return [
    row('single-az', us, ireland),
    row('multi-az', usMultiAz, ireland && twice(ireland)),
  ];
}

function storage(
  component: string,
  unit: string,
  deployment: string,
  us: Quote,
  ireland?: Quote,
): PriceRow {
  return {
    service: 'rds',
    attributes: { component, deployment },
    unit,
    quotes: regional(us, ireland),
  };
}

const april = (usd: string) => quote(usd, 'rdsApril');
const book = (usd: string) => quote(usd, 'rdsPriceBook');
const golden = (usd: string) => quote(usd, 'goldenFiles');

/** RDS for PostgreSQL: instances, gp3 storage, backups. */
export const databasePrices: readonly PriceRow[] = [
  // 0.017 is the MySQL price of this class; many tables mix the two up.
  ...instance('db.t3.micro', { us: quote('0.018', 'rdsList') }),
  ...instance('db.t3.small', { us: april('0.036') }),
  ...instance('db.t3.medium', { us: april('0.072') }),
  ...instance('db.t3.large', { us: golden('0.145') }),
  ...instance('db.t4g.micro', {
    us: book('0.016'),
    ireland: quote('0.017', 'irelandRows'),
  }),
  ...instance('db.t4g.small', {
    us: book('0.032'),
    usMultiAz: golden('0.065'),
  }),
  ...instance('db.t4g.medium', { us: book('0.065') }),
  ...instance('db.t4g.large', { us: april('0.129') }),
  ...instance('db.m6g.large', { us: book('0.159') }),
  ...instance('db.m6i.large', { us: april('0.178') }),
  ...instance('db.m7g.large', { us: april('0.168') }),
  ...instance('db.r6g.large', {
    us: april('0.225'),
    usMultiAz: april('0.4495'),
  }),
  ...instance('db.r6g.xlarge', {
    us: quote('0.45', 'rdsDescriptions'),
    usMultiAz: quote('0.899', 'rdsDescriptions'),
  }),
  storage(
    'gp3-storage',
    'GB-month',
    'single-az',
    book('0.115'),
    quote('0.127', 'irelandRows'),
  ),
  storage('gp3-storage', 'GB-month', 'multi-az', book('0.23')),
  storage('gp3-iops', 'IOPS-month', 'single-az', golden('0.02')),
  storage('gp3-iops', 'IOPS-month', 'multi-az', golden('0.04')),
  storage(
    'backup',
    'GB-month',
    'any',
    golden('0.095'),
    quote('0.095', 'irelandRows'),
  ),
];
