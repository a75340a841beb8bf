import { isOff } from '../../document/attributes';
import { primariesOf } from '../databases';
import { PolicyRule } from '../PolicyRule';

/** The database of production survives the loss of a zone. */
export const databaseMultiAz: PolicyRule = {
  id: 'database-multi-az',
  severity: 'blocker',
  title: 'The production database must run in two zones',
  why: 'When a zone fails, a database in one zone is away for as long as the zone is; one in two zones is back within about a minute. Clusters of Aurora are not judged by this.',
  fix: 'Set multiAz to true.',
  classes: ['prod'],
  check: ({ resources }) =>
    primariesOf(resources)
      .filter(({ attributes }) => isOff(attributes, 'multi_az'))
      .map(({ address }) => ({
        resource: address,
        path: 'spec.database.multiAz',
      })),
};
