import { flag, isExpression, isOff, number } from '../../document/attributes';
import { primariesOf, primaryClustersOf } from '../databases';
import { PolicyRule, Violation } from '../PolicyRule';

const MIN_BACKUP_DAYS = 7;

/** For how many days backups are kept where nothing is said. */
function daysUnsaid(type: string): number {
  return type === 'aws_rds_cluster' ? 1 : 0;
}

/** The database of production cannot be deleted by mistake, and can be brought back. */
export const databaseProtected: PolicyRule = {
  id: 'database-protected',
  severity: 'blocker',
  title: 'The production database must be protected against loss',
  why: 'One wrong line in one pull request must not be able to end the data of all customers.',
  fix: `Set deletionProtection and finalSnapshot to true and keep backups for at least ${MIN_BACKUP_DAYS} days.`,
  classes: ['prod'],
  check: ({ resources }) =>
    [...primariesOf(resources), ...primaryClustersOf(resources)].flatMap(
      ({ type, address, attributes }) => {
        const kept = attributes.backup_retention_period;
        const days =
          number(attributes, 'backup_retention_period') ?? daysUnsaid(type);
        const found: (Violation | false)[] = [
          isOff(attributes, 'deletion_protection') && {
            resource: address,
            detail: 'Deletion protection is off.',
            path: 'spec.database.deletionProtection',
          },
          flag(attributes, 'skip_final_snapshot') && {
            resource: address,
            detail: 'It is deleted without a final snapshot.',
            path: 'spec.database.finalSnapshot',
          },
          !isExpression(kept) &&
            days < MIN_BACKUP_DAYS && {
              resource: address,
              detail: `Backups are kept for ${days} ${
                days === 1 ? 'day' : 'days'
              }.`,
              path: 'spec.database.backupRetentionDays',
            },
        ];
        return found.filter(item => item !== false);
      },
    ),
};
