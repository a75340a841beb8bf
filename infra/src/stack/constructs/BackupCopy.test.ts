import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import {
  only,
  resourcesOf,
  synthesized,
} from '../../__testUtils__/synthesized';

const REPLICATION = 'aws_db_instance_automated_backups_replication';
const KEY = 'aws_kms_key.database_backup-copy_key';
const postgres = { engine: 'postgres' } as const;

describe('BackupCopy', () => {
  it('should copy the backups of production to the other coast, for as long as they are kept', () => {
    const resources = resourcesOf(
      aProdSpec({ database: { ...postgres, backupRetentionDays: 14 } }),
    );
    expect(only(resources, REPLICATION).attributes).toMatchObject({
      region: 'us-east-1',
      source_db_instance_arn: '${aws_db_instance.database_instance.arn}',
      kms_key_id: `\${${KEY}.arn}`,
      retention_period: 14,
    });
  });

  it('should encrypt them with a key of their region, kept as that of the environment is', () => {
    const resources = resourcesOf(aProdSpec());
    const key = resources.get(KEY)?.attributes ?? {};
    expect(key).toMatchObject({
      region: 'us-east-1',
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
    expect(policyOf(key).map(({ Sid }) => Sid)).toEqual([
      'AccountDecidesThroughIam',
    ]);
    expect(
      resources.get('aws_kms_alias.database_backup-copy_alias')?.attributes,
    ).toMatchObject({
      region: 'us-east-1',
      name: 'alias/portico/prod-backups',
      target_key_id: `\${${KEY}.key_id}`,
    });
  });

  it('should put everything of it, and nothing else, into the second region', () => {
    const spec = aProdSpec({
      region: 'eu-west-1',
      database: { ...postgres, backupCopyRegion: 'eu-central-1' },
    });
    const away = resourcesOf(spec)
      .all()
      .filter(({ attributes }) => attributes.region === 'eu-central-1');
    expect(away.map(({ address }) => address)).toEqual([
      `${REPLICATION}.database_backup-copy_replication`,
      'aws_kms_alias.database_backup-copy_alias',
      KEY,
    ]);
  });

  it('should need no provider of its own, by whose absence nothing could be removed', () => {
    expect(synthesized(aProdSpec()).provider?.aws).toHaveLength(1);
  });

  it('should cost nothing where it is not asked for', () => {
    const none = { ...postgres, backupCopyRegion: 'none' };
    for (const spec of [aSpec(), aProdSpec({ database: none })]) {
      const resources = resourcesOf(spec);
      expect(resources.ofType(REPLICATION)).toEqual([]);
      expect(resources.ofType('aws_kms_key')).toHaveLength(1);
    }
  });
});
