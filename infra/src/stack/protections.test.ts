import {
  Check,
  KEY,
  isReplica,
  unprotected,
} from '../__testUtils__/protections';
import { block, blocks, reference, text, texts } from '../document/attributes';

const CHECKS: readonly Check[] = [
  [
    'the database is encrypted',
    'aws_db_instance',
    // RDS gives a replica the key of its source, and takes no other.
    a => a.storage_encrypted === true && (a.kms_key_id === KEY || isReplica(a)),
  ],
  [
    'the database is not public',
    'aws_db_instance',
    a => a.publicly_accessible === false,
  ],
  [
    'the password of the database is kept by AWS',
    'aws_db_instance',
    a =>
      a.password === undefined &&
      (a.manage_master_user_password === true) !== isReplica(a),
  ],
  [
    'the database of production cannot be deleted',
    'aws_db_instance',
    a => a.deletion_protection === true,
  ],
  [
    'the database of production leaves a snapshot',
    'aws_db_instance',
    a => a.skip_final_snapshot === false || isReplica(a),
  ],
  [
    'the database of production is backed up for a week',
    'aws_db_instance',
    a => Number(a.backup_retention_period) >= 7 || isReplica(a),
  ],
  [
    'the database of production runs in two zones',
    'aws_db_instance',
    a => a.multi_az === true || isReplica(a),
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
    'the database tier has no endpoint of S3',
    'aws_vpc_endpoint',
    a =>
      texts(a, 'route_table_ids').every(table =>
        table.includes('.network_routing_private-'),
      ),
  ],
  [
    'endpoints are reached by the nodes alone',
    'aws_vpc_endpoint',
    (a, resources) =>
      a.vpc_endpoint_type !== 'Interface' ||
      resources
        .ofType('aws_vpc_security_group_ingress_rule')
        .filter(({ attributes }) =>
          texts(a, 'security_group_ids').includes(
            text(attributes, 'security_group_id') ?? '',
          ),
        )
        .map(({ attributes: rule }) => [
          rule.referenced_security_group_id,
          rule.from_port,
          rule.to_port,
        ])
        .join() ===
        '${aws_eks_cluster.cluster_cluster.vpc_config[0].cluster_security_group_id},443,443',
  ],
  [
    'subnets give out no public addresses',
    'aws_subnet',
    a => a.map_public_ip_on_launch === false,
  ],
];

describe('protections', () => {
  it.each(CHECKS)('%s', (...check) => {
    expect(unprotected(check)).toEqual([]);
  });
});
