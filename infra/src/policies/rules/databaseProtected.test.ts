import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { violationsOf } from '../../__testUtils__/violations';
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

  it('should accept seven days of backups', () => {
    const spec = aProdSpec({
      database: { engine: 'postgres', backupRetentionDays: 7 },
    });
    expect(violationsOf(databaseProtected, spec)).toEqual([]);
  });
});
