import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { violationsOf } from '../../__testUtils__/violations';
import { databaseMultiAz } from './databaseMultiAz';

describe('databaseMultiAz', () => {
  it('should judge a replica by what it follows', () => {
    const database = { engine: 'postgres', readReplicas: 1 } as const;
    expect(violationsOf(databaseMultiAz, aProdSpec({ database }))).toEqual([]);
  });

  it('should accept two zones in production and one elsewhere', () => {
    expect(violationsOf(databaseMultiAz, aProdSpec())).toEqual([]);
    expect(violationsOf(databaseMultiAz, aSpec())).toEqual([]);
  });

  it('should find one zone in production', () => {
    const spec = aProdSpec({
      database: { engine: 'postgres', multiAz: false },
    });
    expect(violationsOf(databaseMultiAz, spec)).toEqual([
      {
        resource: 'aws_db_instance.database_instance',
        path: 'spec.database.multiAz',
      },
    ]);
  });
});
