import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { violationsOf } from '../../__testUtils__/violations';
import { databaseCopied } from './databaseCopied';

const postgres = { engine: 'postgres' } as const;
const missing = {
  resource: 'aws_db_instance.database_instance',
  path: 'spec.database.backupCopyRegion',
};

describe('databaseCopied', () => {
  it('should accept the defaults of production, and anything in development', () => {
    expect(violationsOf(databaseCopied, aProdSpec())).toEqual([]);
    expect(violationsOf(databaseCopied, aSpec())).toEqual([]);
  });

  it.each([
    ['that says so', { backupCopyRegion: 'none' }],
    ['without any backups', { backupRetentionDays: 0 }],
  ])('should warn of production without copies, %s', (_, fields) => {
    const spec = aProdSpec({ database: { ...postgres, ...fields } });
    expect(databaseCopied.severity).toBe('warning');
    expect(violationsOf(databaseCopied, spec)).toEqual([missing]);
  });

  it('should warn in the Union, where no region is taken by default, until the spec names one', () => {
    const ireland = { region: 'eu-west-1', database: postgres };
    expect(violationsOf(databaseCopied, aProdSpec(ireland))).toEqual([missing]);
    const copied = {
      ...ireland,
      database: { ...postgres, backupCopyRegion: 'eu-central-1' },
    };
    expect(violationsOf(databaseCopied, aProdSpec(copied))).toEqual([]);
  });

  it('should ask for no copies of a replica', () => {
    const spec = aProdSpec({ database: { ...postgres, readReplicas: 1 } });
    expect(violationsOf(databaseCopied, spec)).toEqual([]);
  });
});
