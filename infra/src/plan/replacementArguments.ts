/**
 * Arguments that cannot be changed on a living resource: a new value means a
 * new resource. Source: documentation of the AWS provider 6.25, "forces new
 * resource", for the types that this platform uses.
 */
export const replacementArguments: Readonly<Record<string, readonly string[]>> =
  {
    aws_acm_certificate: ['domain_name', 'validation_method'],
    aws_acm_certificate_validation: ['certificate_arn'],
    aws_budgets_budget: ['name'],
    aws_ce_anomaly_monitor: ['monitor_type', 'monitor_specification'],
    aws_ce_anomaly_subscription: ['name'],
    aws_cloudtrail: ['name'],
    aws_cloudwatch_log_group: ['name', 'log_group_class'],
    aws_cloudwatch_metric_alarm: ['alarm_name'],
    aws_db_instance: [
      'availability_zone',
      'db_name',
      'engine',
      'kms_key_id',
      'snapshot_identifier',
      'storage_encrypted',
      'username',
    ],
    aws_db_parameter_group: ['name', 'family', 'description'],
    aws_db_subnet_group: ['name'],
    aws_default_security_group: ['vpc_id'],
    aws_ecr_lifecycle_policy: ['repository'],
    aws_ecr_repository: ['name', 'encryption_configuration'],
    aws_eip: ['domain'],
    aws_eks_access_entry: ['cluster_name', 'principal_arn'],
    aws_eks_access_policy_association: [
      'access_scope',
      'cluster_name',
      'policy_arn',
      'principal_arn',
    ],
    aws_eks_addon: ['addon_name', 'cluster_name'],
    aws_eks_cluster: ['bootstrap_self_managed_addons', 'name', 'role_arn'],
    aws_eks_node_group: [
      'ami_type',
      'capacity_type',
      'cluster_name',
      'disk_size',
      'instance_types',
      'node_group_name',
      'node_role_arn',
      'subnet_ids',
    ],
    aws_eks_pod_identity_association: [
      'cluster_name',
      'namespace',
      'service_account',
    ],
    aws_elasticache_replication_group: [
      'at_rest_encryption_enabled',
      'kms_key_id',
      'port',
      'replication_group_id',
      'subnet_group_name',
    ],
    aws_elasticache_subnet_group: ['name'],
    aws_flow_log: ['iam_role_arn', 'log_destination', 'traffic_type', 'vpc_id'],
    aws_iam_role: ['name'],
    aws_iam_role_policy: ['name', 'role'],
    aws_iam_role_policy_attachment: ['policy_arn', 'role'],
    // It moves from one network to another in place.
    aws_internet_gateway: [],
    aws_kms_alias: ['name'],
    aws_kms_key: ['customer_master_key_spec', 'key_usage', 'multi_region'],
    aws_lambda_event_source_mapping: ['event_source_arn', 'function_name'],
    aws_lambda_function: ['function_name'],
    aws_launch_template: ['name'],
    aws_lb: ['internal', 'load_balancer_type', 'name'],
    aws_lb_listener: ['load_balancer_arn'],
    aws_lb_target_group: ['name', 'port', 'protocol', 'target_type', 'vpc_id'],
    aws_nat_gateway: ['allocation_id', 'connectivity_type', 'subnet_id'],
    aws_route: ['destination_cidr_block', 'route_table_id'],
    aws_route_table: ['vpc_id'],
    aws_route_table_association: ['subnet_id'],
    aws_s3_bucket: ['bucket'],
    aws_s3_bucket_lifecycle_configuration: ['bucket'],
    aws_s3_bucket_ownership_controls: ['bucket'],
    aws_s3_bucket_policy: ['bucket'],
    aws_s3_bucket_public_access_block: ['bucket'],
    aws_s3_bucket_server_side_encryption_configuration: ['bucket'],
    aws_s3_bucket_versioning: ['bucket'],
    aws_security_group: ['description', 'name', 'vpc_id'],
    aws_sns_topic: ['name'],
    aws_sns_topic_policy: ['arn'],
    aws_sns_topic_subscription: ['endpoint', 'protocol', 'topic_arn'],
    aws_sqs_queue: ['name'],
    aws_sqs_queue_policy: ['queue_url'],
    aws_sqs_queue_redrive_allow_policy: ['queue_url'],
    aws_subnet: ['availability_zone', 'cidr_block', 'vpc_id'],
    aws_vpc: ['cidr_block'],
    aws_vpc_security_group_egress_rule: ['security_group_id'],
    aws_vpc_security_group_ingress_rule: ['security_group_id'],
    aws_wafv2_web_acl: ['name', 'scope'],
    aws_wafv2_web_acl_association: ['resource_arn', 'web_acl_arn'],
  };

/**
 * Arguments whose target may not be swapped for a new one, even where it keeps
 * its name: AWS moves none of these into another network, and what belongs to
 * a cluster goes with it, although the provider would try it in place.
 */
export const placementArguments: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ['db_subnet_group_name'],
  aws_db_subnet_group: ['subnet_ids'],
  aws_eks_access_entry: ['cluster_name'],
  aws_eks_access_policy_association: ['cluster_name'],
  aws_eks_addon: ['cluster_name'],
  aws_eks_cluster: ['vpc_config'],
  aws_eks_node_group: ['cluster_name'],
  aws_eks_pod_identity_association: ['cluster_name'],
  aws_elasticache_replication_group: ['subnet_group_name'],
  aws_elasticache_subnet_group: ['subnet_ids'],
  aws_lb: ['subnets'],
};

/** What changes by itself whenever its resource changes in place. */
export const versionAttributes: Readonly<Record<string, readonly string[]>> = {
  aws_launch_template: ['latest_version'],
};

/** Types without tags, which a change of the tags of the environment does not reach. */
export const untaggedTypes: ReadonlySet<string> = new Set([
  'aws_acm_certificate_validation',
  'aws_ecr_lifecycle_policy',
  'aws_eks_access_policy_association',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_kms_alias',
  'aws_route',
  'aws_route_table_association',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
  'aws_sqs_queue_policy',
  'aws_sqs_queue_redrive_allow_policy',
  'aws_wafv2_web_acl_association',
]);
