import { PriceBookEntry } from '../PriceBook';
import { PriceListQuestion } from './PriceList';

type Filters = Record<string, string | undefined>;

interface Asked {
  readonly serviceCode: string;
  readonly filters: Filters;
}

const DEPLOYMENTS: Readonly<Record<string, string>> = {
  'single-az': 'Single-AZ',
  'multi-az': 'Multi-AZ',
};

const ENGINES: Readonly<Record<string, string>> = {
  postgres: 'PostgreSQL',
  redis: 'Redis',
  valkey: 'Valkey',
};

/** How the list calls what the book calls so; by service and component. */
const QUESTIONS: Readonly<
  Record<string, (attributes: PriceBookEntry['attributes']) => Asked>
> = {
  ec2: ({ instanceType }) => ({
    serviceCode: 'AmazonEC2',
    filters: {
      instanceType,
      operatingSystem: 'Linux',
      tenancy: 'Shared',
      preInstalledSw: 'NA',
      capacitystatus: 'Used',
      licenseModel: 'No License required',
    },
  }),
  'ebs/storage': ({ volumeType }) => ({
    serviceCode: 'AmazonEC2',
    filters: { productFamily: 'Storage', volumeApiName: volumeType },
  }),
  'rds/instance': ({ instanceClass, engine, deployment }) => ({
    serviceCode: 'AmazonRDS',
    filters: {
      productFamily: 'Database Instance',
      instanceType: instanceClass,
      databaseEngine: ENGINES[engine],
      deploymentOption: DEPLOYMENTS[deployment],
    },
  }),
  'rds/gp3-storage': ({ deployment }) => ({
    serviceCode: 'AmazonRDS',
    filters: {
      productFamily: 'Database Storage',
      volumeType: 'General Purpose-GP3',
      databaseEngine: 'PostgreSQL',
      deploymentOption: DEPLOYMENTS[deployment],
    },
  }),
  'elasticache/node': ({ nodeType, engine }) => ({
    serviceCode: 'AmazonElastiCache',
    filters: {
      productFamily: 'Cache Instance',
      instanceType: nodeType,
      cacheEngine: ENGINES[engine],
    },
  }),
};

/** How to ask the list for a price of the book; undefined for what is not asked for. */
export function questionFor({
  service,
  region,
  attributes,
}: Pick<PriceBookEntry, 'service' | 'region' | 'attributes'>):
  | PriceListQuestion
  | undefined {
  const { component } = attributes;
  const asked =
    QUESTIONS[component ? `${service}/${component}` : service]?.(attributes);
  if (!asked) return undefined;
  const filters: Record<string, string> = { regionCode: region };
  for (const [name, value] of Object.entries(asked.filters)) {
    if (value === undefined) return undefined;
    filters[name] = value;
  }
  return { serviceCode: asked.serviceCode, filters };
}
