/** Arguments of a type of which at most one may be given. */
export interface ExclusiveArguments {
  readonly type: string;
  readonly names: readonly string[];
}

const RULE_ENDS = [
  'cidr_ipv4',
  'cidr_ipv6',
  'prefix_list_id',
  'referenced_security_group_id',
];

const NAMED = [
  'aws_cloudwatch_log_group',
  'aws_db_parameter_group',
  'aws_db_subnet_group',
  'aws_iam_policy',
  'aws_iam_role',
  'aws_launch_template',
  'aws_lb',
  'aws_lb_target_group',
  'aws_security_group',
  'aws_sns_topic',
  'aws_sqs_queue',
];

/**
 * Source: the arguments that "conflict with" each other in the documentation of each
 * type, https://registry.terraform.io/providers/hashicorp/aws/latest/docs; for the
 * launch template of nodes
 * https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export const EXCLUSIVE_ARGUMENTS: readonly ExclusiveArguments[] = [
  {
    type: 'aws_db_instance',
    names: ['password', 'password_wo', 'manage_master_user_password'],
  },
  { type: 'aws_db_instance', names: ['identifier', 'identifier_prefix'] },
  {
    type: 'aws_rds_cluster',
    names: [
      'master_password',
      'master_password_wo',
      'manage_master_user_password',
    ],
  },
  {
    type: 'aws_secretsmanager_secret_version',
    names: ['secret_string', 'secret_string_wo', 'secret_binary'],
  },
  { type: 'aws_s3_bucket', names: ['bucket', 'bucket_prefix'] },
  {
    type: 'aws_sqs_queue',
    names: ['kms_master_key_id', 'sqs_managed_sse_enabled'],
  },
  {
    type: 'aws_subnet',
    names: ['availability_zone', 'availability_zone_id'],
  },
  { type: 'aws_vpc', names: ['cidr_block', 'ipv4_netmask_length'] },
  {
    type: 'aws_eks_node_group',
    names: ['node_group_name', 'node_group_name_prefix'],
  },
  { type: 'aws_eks_node_group', names: ['launch_template', 'disk_size'] },
  { type: 'aws_eks_node_group', names: ['launch_template', 'remote_access'] },
  { type: 'aws_vpc_security_group_ingress_rule', names: RULE_ENDS },
  { type: 'aws_vpc_security_group_egress_rule', names: RULE_ENDS },
  {
    type: 'aws_route',
    names: [
      'destination_cidr_block',
      'destination_ipv6_cidr_block',
      'destination_prefix_list_id',
    ],
  },
  ...NAMED.map(type => ({ type, names: ['name', 'name_prefix'] })),
];
