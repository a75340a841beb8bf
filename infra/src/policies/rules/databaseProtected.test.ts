import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { databaseProtected } from './databaseProtected';

const resource = 'aws_db_instance.database_instance';

describe('databaseProtected', () => {
  it('should judge a replica by what it follows', () => {
    const database = { engine: 'postgres', readReplicas: 1 } as const;
    expect(violationsOf(databaseProtected, aProdSpec({ database }))).toEqual(
      [],
    );
  });

  it('should accept the defaults of production, and anything in development', () => {
    expect(violationsOf(databaseProtected, aProdSpec())).toEqual([]);
    expect(violationsOf(databaseProtected, aSpec())).toEqual([]);
  });

  it('should name each protection that production lacks, and its field', () => {
    const spec = aProdSpec({
      database: {
        engine: 'postgres',
        deletionProtection: false,
        finalSnapshot: false,
        backupRetentionDays: 6,
      },
    });
    expect(violationsOf(databaseProtected, spec)).toEqual([
      {
        resource,
        detail: 'Deletion protection is off.',
        path: 'spec.database.deletionProtection',
      },
      {
        resource,
        detail: 'It is deleted without a final snapshot.',
        path: 'spec.database.finalSnapshot',
      },
      {
        resource,
        detail: 'Backups are kept for 6 days.',
        path: 'spec.database.backupRetentionDays',
      },
    ]);
  });

  it('should ask the same of a cluster of Aurora, whose backups are kept for a day by default', () => {
    const kept = { deletion_protection: true, backup_retention_period: 7 };
    const document = aDocument({
      'aws_rds_cluster.bare': { skip_final_snapshot: true },
      'aws_rds_cluster.copy': { replication_source_identifier: 'arn:a' },
      'aws_rds_cluster.kept': kept,
      'aws_rds_cluster.unknown': {
        deletion_protection: '${var.a}',
        backup_retention_period: '${var.b}',
      },
    });
    expect(
      violationsIn(databaseProtected, document, 'prod').map(
        ({ resource: found, detail }) => `${found} ${detail}`,
      ),
    ).toEqual([
      'aws_rds_cluster.bare Deletion protection is off.',
      'aws_rds_cluster.bare It is deleted without a final snapshot.',
      'aws_rds_cluster.bare Backups are kept for 1 day.',
    ]);
  });

  it('should accept seven days of backups', () => {
    const spec = aProdSpec({
      database: { engine: 'postgres', backupRetentionDays: 7 },
    });
    expect(violationsOf(databaseProtected, spec)).toEqual([]);
  });
});
