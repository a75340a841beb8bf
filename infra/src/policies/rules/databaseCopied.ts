import { reference } from '../../document/attributes';
import { primariesOf } from '../databases';
import { PolicyRule } from '../PolicyRule';

/** The backups of production outlive their region. */
export const databaseCopied: PolicyRule = {
  id: 'database-copied',
  severity: 'warning',
  title: 'Backups of the production database should be in a second region',
  why: 'Backups lie in the region of the database: what takes the region away, or whoever gets into it, takes both. Clusters of Aurora are not judged by this.',
  fix: 'Set backupCopyRegion to a region in which the data may be kept, such as eu-central-1 for data of the Union.',
  classes: ['prod'],
  check: ({ resources }) => {
    const copied = new Set(
      resources
        .ofType('aws_db_instance_automated_backups_replication')
        .map(({ attributes }) =>
          reference(attributes, 'source_db_instance_arn'),
        ),
    );
    return primariesOf(resources)
      .filter(({ address }) => !copied.has(address))
      .map(({ address }) => ({
        resource: address,
        path: 'spec.database.backupCopyRegion',
      }));
  },
};
