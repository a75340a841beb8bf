import { windowsOverlap } from '@portico/plugin-environments-common';
import {
  Check,
  KEY,
  isReplica,
  unprotected,
} from '../__testUtils__/protections';
import { block, reference, text, texts } from '../document/attributes';

const REPLICATION = 'aws_db_instance_automated_backups_replication';
const HOME = 'us-west-2';

const CHECKS: readonly Check[] = [
  [
    'the database is watched every minute',
    'aws_db_instance',
    (a, resources) =>
      a.monitoring_interval === 60 &&
      resources.referenced(a, 'monitoring_role_arn')?.module === 'database',
  ],
  [
    'backups and maintenance of the database do not overlap',
    'aws_db_instance',
    a => {
      const [backup, maintenance] = [
        text(a, 'backup_window'),
        text(a, 'maintenance_window'),
      ];
      return isReplica(a)
        ? maintenance !== undefined
        : backup !== undefined &&
            maintenance !== undefined &&
            !windowsOverlap(backup, maintenance);
    },
  ],
  [
    'replicas of the database take its settings',
    'aws_db_instance',
    (a, resources) =>
      a.parameter_group_name ===
      (resources.referenced(a, 'replicate_source_db')?.attributes ?? a)
        .parameter_group_name,
  ],
  [
    'backups of production are copied to a second region',
    'aws_db_instance',
    (a, resources) =>
      isReplica(a) ||
      resources
        .ofType(REPLICATION)
        .some(
          ({ attributes }) =>
            resources.referenced(attributes, 'source_db_instance_arn')
              ?.attributes === a &&
            attributes.region !== undefined &&
            attributes.region !== HOME,
        ),
  ],
  [
    'copies of backups are encrypted with a key of their region',
    REPLICATION,
    (a, resources) => {
      const key = resources.referenced(a, 'kms_key_id');
      return key?.type === 'aws_kms_key' && key.attributes.region === a.region;
    },
  ],
  [
    'the cache of production asks for a token',
    'aws_elasticache_replication_group',
    a =>
      reference(a, 'auth_token') ===
      'aws_secretsmanager_secret_version.cache_token_version',
  ],
  [
    'the token of the cache is in no file',
    'aws_secretsmanager_secret_version',
    a =>
      text(a, 'secret_string') ===
      '${data.aws_secretsmanager_random_password.cache_token_generated.random_password}',
  ],
  [
    'the token of the cache stays as it is',
    'aws_secretsmanager_secret_version',
    a =>
      texts(block(a, 'lifecycle'), 'ignore_changes').includes('secret_string'),
  ],
  [
    'secrets are encrypted with the key',
    'aws_secretsmanager_secret',
    a => a.kms_key_id === KEY,
  ],
  [
    'secrets of production can be brought back for a month',
    'aws_secretsmanager_secret',
    a => a.recovery_window_in_days === 30,
  ],
];

describe('protections of the database, its copies and the cache', () => {
  it.each(CHECKS)('%s', (...check) => {
    expect(unprotected(check)).toEqual([]);
  });
});
