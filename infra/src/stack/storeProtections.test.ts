import { windowsOverlap } from '@portico/plugin-environments-common';
import {
  Check,
  KEY,
  isReplica,
  unprotected,
} from '../__testUtils__/protections';
import { policyOf } from '../__testUtils__/policies';
import { ResourceIndex } from '../document/ResourceIndex';
import { Attributes } from '../document/TerraformDocument';
import { block, reference, text, texts } from '../document/attributes';

const REPLICATION = 'aws_db_instance_automated_backups_replication';
const BUCKET_REPLICATION = 'aws_s3_bucket_replication_configuration';
const HOME = 'us-west-2';

/** The bucket that a replication copies to. */
function copyOf(attributes: Attributes, resources: ResourceIndex): Attributes {
  const destination = block(block(attributes, 'rule'), 'destination');
  return resources.referenced(destination, 'bucket')?.attributes ?? {};
}

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
    'buckets of backups of production are copied to a second region',
    'aws_s3_bucket',
    (a, resources) =>
      a.region !== undefined ||
      !text(a, 'bucket')?.startsWith('prod-backups-') ||
      resources
        .ofType(BUCKET_REPLICATION)
        .some(
          ({ attributes }) =>
            resources.referenced(attributes, 'bucket')?.attributes === a &&
            ![undefined, HOME].includes(
              text(copyOf(attributes, resources), 'region'),
            ),
        ),
  ],
  [
    'copies of buckets are encrypted with a key of their region',
    'aws_s3_bucket_server_side_encryption_configuration',
    (a, resources) => {
      if (a.region === undefined) return true;
      const encryption = block(
        block(a, 'rule'),
        'apply_server_side_encryption_by_default',
      );
      const key = resources.referenced(encryption, 'kms_master_key_id');
      return key?.attributes.region === a.region;
    },
  ],
  [
    'what is deleted in a bucket stays in its copy',
    BUCKET_REPLICATION,
    a =>
      block(block(a, 'rule'), 'delete_marker_replication').status ===
      'Disabled',
  ],
  [
    'who copies a bucket can do nothing else',
    'aws_iam_role_policy',
    (a, resources) =>
      resources.referenced(a, 'role')?.module !== 'storage' ||
      policyOf(a).every(
        ({ Action, Resource, Condition }) =>
          typeof Resource === 'string' &&
          Resource.startsWith('${aws_') &&
          !JSON.stringify(Action).includes('Delete') &&
          (!JSON.stringify(Action).includes('kms:') || Condition !== undefined),
      ),
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

describe('protections of the database, the cache and what is copied', () => {
  it.each(CHECKS)('%s', (...check) => {
    expect(unprotected(check)).toEqual([]);
  });
});
