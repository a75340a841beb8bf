import { aProdSpec } from '../__testUtils__/aSpec';
import { policyOf } from '../__testUtils__/policies';
import { resourcesOf } from '../__testUtils__/synthesized';
import { block, blocks, reference, text, texts } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';
import { Attributes } from '../document/TerraformDocument';

/*
 * What protects an environment, one test each, in the words of the protection.
 * `scripts/switches` takes each of them out of the constructs and expects the
 * test of its name to fail.
 */

const SPEC = aProdSpec({
  edge: { waf: {} },
  storage: {
    buckets: [{ name: 'assets' }, { name: 'access', purpose: 'logs' }],
  },
  registry: { repositories: ['orders'] },
  events: {
    topics: [{ name: 'orders', queues: ['mail'] }],
    consumers: [
      {
        name: 'mail',
        topic: 'orders',
        queue: 'mail',
        code: { bucket: 'portico-code', key: 'mail-1.zip' },
      },
    ],
  },
});

const KEY = '${aws_kms_key.security_key.arn}';

type Check = readonly [
  protection: string,
  type: string,
  holds: (attributes: Attributes, resources: ResourceIndex) => boolean,
];

/** Every resource of the type must keep it, and there must be one. */
const CHECKS: readonly Check[] = [
  [
    'buckets block public access',
    'aws_s3_bucket_public_access_block',
    a =>
      a.block_public_acls === true &&
      a.block_public_policy === true &&
      a.ignore_public_acls === true &&
      a.restrict_public_buckets === true,
  ],
  [
    'buckets know no ACLs',
    'aws_s3_bucket_ownership_controls',
    a => block(a, 'rule').object_ownership === 'BucketOwnerEnforced',
  ],
  [
    'buckets of data are encrypted with the key',
    'aws_s3_bucket_server_side_encryption_configuration',
    a =>
      text(a, 'bucket')?.includes('_access_') ||
      JSON.stringify(a.rule).includes(KEY),
  ],
  [
    'buckets refuse whoever comes without TLS',
    'aws_s3_bucket_policy',
    a => deniesPlain(a),
  ],
  [
    'buckets of data keep old versions',
    'aws_s3_bucket_versioning',
    a => block(a, 'versioning_configuration').status === 'Enabled',
  ],
  [
    'buckets of production are not destroyed with what they hold',
    'aws_s3_bucket',
    a => a.force_destroy !== true,
  ],
  [
    'images are encrypted with the key',
    'aws_ecr_repository',
    a => blocks(a, 'encryption_configuration')[0]?.kms_key === KEY,
  ],
  [
    'images are looked through when they arrive',
    'aws_ecr_repository',
    a => block(a, 'image_scanning_configuration').scan_on_push === true,
  ],
  [
    'tags of images never move',
    'aws_ecr_repository',
    a => a.image_tag_mutability === 'IMMUTABLE',
  ],
  [
    'repositories of production are not destroyed with what they hold',
    'aws_ecr_repository',
    a => a.force_delete !== true,
  ],
  [
    'the database is encrypted',
    'aws_db_instance',
    a => a.storage_encrypted === true && a.kms_key_id === KEY,
  ],
  [
    'the database is not public',
    'aws_db_instance',
    a => a.publicly_accessible === false,
  ],
  [
    'the password of the database is kept by AWS',
    'aws_db_instance',
    a => a.manage_master_user_password === true && a.password === undefined,
  ],
  [
    'the database of production cannot be deleted',
    'aws_db_instance',
    a => a.deletion_protection === true,
  ],
  [
    'the database of production leaves a snapshot',
    'aws_db_instance',
    a => a.skip_final_snapshot === false,
  ],
  [
    'the database of production is backed up for two weeks',
    'aws_db_instance',
    a => Number(a.backup_retention_period) >= 14,
  ],
  [
    'the database of production runs in two zones',
    'aws_db_instance',
    a => a.multi_az === true,
  ],
  [
    'the database takes connections by TLS alone',
    'aws_db_parameter_group',
    a =>
      blocks(a, 'parameter').some(
        ({ name, value }) => name === 'rds.force_ssl' && value === '1',
      ),
  ],
  [
    'databases and caches are reached by groups, never by addresses',
    'aws_vpc_security_group_ingress_rule',
    (a, resources) =>
      resources.referenced(a, 'security_group_id')?.module === 'edge' ||
      a.cidr_ipv4 === undefined,
  ],
  [
    'the cache is encrypted on the wire',
    'aws_elasticache_replication_group',
    a => a.transit_encryption_enabled === true,
  ],
  [
    'the cache is encrypted at rest',
    'aws_elasticache_replication_group',
    a => String(a.at_rest_encryption_enabled) === 'true',
  ],
  [
    'the cache of production fails over',
    'aws_elasticache_replication_group',
    a => a.automatic_failover_enabled === true && a.multi_az_enabled === true,
  ],
  [
    'nodes give their role to IMDSv2 alone',
    'aws_launch_template',
    a => block(a, 'metadata_options').http_tokens === 'required',
  ],
  [
    'disks of nodes are encrypted',
    'aws_launch_template',
    a =>
      String(
        block(blocks(a, 'block_device_mappings')[0] ?? {}, 'ebs').encrypted,
      ) === 'true',
  ],
  [
    'nodes and their disks are tagged',
    'aws_launch_template',
    a =>
      ['instance', 'volume'].every(kind =>
        blocks(a, 'tag_specifications').some(
          ({ resource_type: type }) => type === kind,
        ),
      ),
  ],
  [
    'secrets of the cluster are encrypted with the key',
    'aws_eks_cluster',
    a =>
      block(block(a, 'encryption_config'), 'provider').key_arn === KEY &&
      texts(block(a, 'encryption_config'), 'resources').includes('secrets'),
  ],
  [
    'the endpoint of the cluster is private',
    'aws_eks_cluster',
    a => block(a, 'vpc_config').endpoint_public_access === false,
  ],
  [
    'the cluster of production cannot be deleted',
    'aws_eks_cluster',
    a => a.deletion_protection === true,
  ],
  [
    'the cluster writes an audit log',
    'aws_eks_cluster',
    a => texts(a, 'enabled_cluster_log_types').includes('audit'),
  ],
  [
    'the cluster does not slip into extended support',
    'aws_eks_cluster',
    a => block(a, 'upgrade_policy').support_type === 'STANDARD',
  ],
  [
    'access to the cluster is given by entries, not by a config map',
    'aws_eks_cluster',
    a => block(a, 'access_config').authentication_mode === 'API',
  ],
  [
    'logs are encrypted with the key and end some day',
    'aws_cloudwatch_log_group',
    // The key is not in us-east-1, where CloudFront's firewall logs what it stops.
    a =>
      (a.kms_key_id === KEY || a.provider === 'aws.global') &&
      Number(a.retention_in_days) > 0,
  ],
  ['the key is rotated', 'aws_kms_key', a => a.enable_key_rotation === true],
  [
    'the key of production can be brought back for a month',
    'aws_kms_key',
    a => a.deletion_window_in_days === 30,
  ],
  [
    'the firewall stands before the load balancer',
    'aws_wafv2_web_acl_association',
    (a, resources) =>
      resources.referenced(a, 'resource_arn')?.type === 'aws_lb',
  ],
  [
    'the firewall limits requests',
    'aws_wafv2_web_acl',
    a =>
      blocks(a, 'rule').some(
        rule =>
          'rate_based_statement' in block(rule, 'statement') &&
          'block' in block(rule, 'action'),
      ),
  ],
  [
    'the firewall blocks what its groups block',
    'aws_wafv2_web_acl',
    a =>
      blocks(a, 'rule')
        .filter(rule => rule.name !== 'rate-limit')
        .every(rule => 'none' in block(rule, 'override_action')),
  ],
  [
    'the load balancer speaks TLS alone',
    'aws_lb_listener',
    a => a.protocol === 'HTTPS',
  ],
  [
    'the load balancer speaks TLS 1.2 and later alone',
    'aws_lb_listener',
    a =>
      text(a, 'ssl_policy')?.startsWith('ELBSecurityPolicy-TLS13-1-2') === true,
  ],
  [
    'the load balancer drops headers that are not valid',
    'aws_lb',
    a => a.drop_invalid_header_fields === true,
  ],
  [
    'the load balancer of production cannot be deleted',
    'aws_lb',
    a => a.enable_deletion_protection === true,
  ],
  [
    'nothing but 443 is open to the internet',
    'aws_vpc_security_group_ingress_rule',
    a =>
      a.cidr_ipv4 === undefined || (a.from_port === 443 && a.to_port === 443),
  ],
  [
    'the default security group is locked',
    'aws_default_security_group',
    a => a.ingress === undefined && a.egress === undefined,
  ],
  [
    'all traffic of the network is logged',
    'aws_flow_log',
    a => a.traffic_type === 'ALL',
  ],
  [
    'the database tier has no way to the internet',
    'aws_route_table_association',
    (a, resources) =>
      !text(a, 'subnet_id')?.includes('subnets_database-') ||
      resources
        .ofType('aws_route')
        .every(
          ({ attributes }) =>
            reference(attributes, 'route_table_id') !==
            reference(a, 'route_table_id'),
        ),
  ],
  [
    'subnets give out no public addresses',
    'aws_subnet',
    a => a.map_public_ip_on_launch === false,
  ],
  [
    'queues are encrypted with the key',
    'aws_sqs_queue',
    a => a.kms_master_key_id === KEY,
  ],
  [
    'queues refuse whoever comes without TLS',
    'aws_sqs_queue_policy',
    a => deniesPlain(a),
  ],
  [
    'queues take messages of their topic alone',
    'aws_sqs_queue_policy',
    a =>
      policyOf(a)
        .filter(({ Effect }) => Effect === 'Allow')
        .every(({ Condition }) =>
          JSON.stringify(Condition ?? {}).includes('aws:SourceArn'),
        ),
  ],
  [
    'queues give a message up to a dead-letter queue',
    'aws_sqs_queue',
    a =>
      text(a, 'name')?.includes('-dead') === true ||
      text(a, 'redrive_policy')?.includes('deadLetterTargetArn') === true,
  ],
  [
    'topics are encrypted with the key',
    'aws_sns_topic',
    a => a.kms_master_key_id === KEY,
  ],
  [
    'topics refuse whoever comes without TLS',
    'aws_sns_topic_policy',
    a => deniesPlain(a),
  ],
  [
    'settings of functions are encrypted with the key',
    'aws_lambda_function',
    a => a.kms_key_arn === KEY,
  ],
];

function deniesPlain(attributes: Attributes): boolean {
  return policyOf(attributes).some(
    ({ Effect, Condition }) =>
      Effect === 'Deny' &&
      JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
  );
}

describe('protections', () => {
  const resources = resourcesOf(SPEC);

  it.each(CHECKS)('%s', (_, type, holds) => {
    const judged = resources.ofType(type);
    expect(judged.length).toBeGreaterThan(0);
    const open = judged.filter(
      ({ attributes }) => !holds(attributes, resources),
    );
    expect(open.map(({ address }) => address)).toEqual([]);
  });
});
