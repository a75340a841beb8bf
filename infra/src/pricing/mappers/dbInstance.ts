import { Attributes } from '../../document/TerraformDocument';
import { flag, number, text } from '../../document/attributes';
import {
  CostComponent,
  CostMapper,
  HOURS_PER_MONTH,
  cpuCredits,
  fixed,
  unpriced,
  usage,
} from '../CostComponent';
import { MANAGED_SECRET } from './secretsmanagerSecret';

type Deployment = 'single-az' | 'multi-az';

/** What a replica has of its source. */
const INHERITED = ['engine', 'allocated_storage', 'iops'] as const;

/** A database: instance, storage, backups and the secret in which RDS keeps the password. */
export const dbInstance: CostMapper = ({ attributes: own }, { resources }) => {
  // A replica is as large as its source, of whose engine it is.
  const source = resources.referenced(own, 'replicate_source_db');
  const attributes: Attributes = source
    ? { ...pick(source.attributes, INHERITED), ...own }
    : own;
  const deployment = flag(attributes, 'multi_az') ? 'multi-az' : 'single-az';
  const instanceClass = text(attributes, 'instance_class') ?? 'unknown';
  const engine = text(attributes, 'engine') ?? 'unknown';
  const where = deployment === 'multi-az' ? ', Multi-AZ' : '';
  return [
    fixed(
      `Instance, ${instanceClass} ${engine}${where}`,
      HOURS_PER_MONTH,
      'hour',
      {
        service: 'rds',
        attributes: {
          component: 'instance',
          instanceClass,
          engine,
          deployment,
        },
      },
    ),
    storage(attributes, deployment),
    ...backups(attributes),
    ...monitoring(attributes),
    ...cpuCredits(instanceClass),
    ...(flag(attributes, 'manage_master_user_password') ? MANAGED_SECRET : []),
  ];
};

function pick(attributes: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => names.includes(name)),
  );
}

function monitoring(attributes: Attributes): CostComponent[] {
  const seconds = number(attributes, 'monitoring_interval') ?? 0;
  return seconds === 0
    ? []
    : [
        usage(
          'Enhanced monitoring',
          'GB',
          `Written to the logs every ${seconds} seconds; how much depends on what runs on the instance`,
          {
            service: 'cloudwatch-logs',
            attributes: { component: 'ingestion' },
          },
        ),
      ];
}

function storage(
  attributes: Attributes,
  deployment: Deployment,
): CostComponent {
  const size = number(attributes, 'allocated_storage');
  const type = text(attributes, 'storage_type') ?? 'gp2';
  const component = `Storage, ${type}`;
  if (size === undefined || type !== 'gp3' || attributes.iops !== undefined) {
    return unpriced(
      component,
      'GB-month',
      'Only gp3 storage at its baseline has a price here',
      size,
    );
  }
  const limit = number(attributes, 'max_allocated_storage') ?? 0;
  return fixed(
    component,
    size,
    'GB-month',
    { service: 'rds', attributes: { component: 'gp3-storage', deployment } },
    limit > size ? `Grows by itself up to ${limit} GB` : undefined,
  );
}

function backups(attributes: Attributes): CostComponent[] {
  const days = number(attributes, 'backup_retention_period') ?? 0;
  return days === 0
    ? []
    : [
        usage(
          'Backups',
          'GB-month',
          `Kept for ${days} ${
            days === 1 ? 'day' : 'days'
          }; free up to the size of the database, billed above it`,
          {
            service: 'rds',
            attributes: { component: 'backup', deployment: 'any' },
          },
        ),
      ];
}
