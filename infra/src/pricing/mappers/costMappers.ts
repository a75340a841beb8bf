import { CostMapper } from '../CostComponent';
import { apigatewayv2Api } from './apigatewayv2Api';
import { cloudfrontDistribution } from './cloudfrontDistribution';
import { cloudtrail } from './cloudtrail';
import { cloudwatchLogGroup } from './cloudwatchLogGroup';
import { cloudwatchMetricAlarm } from './cloudwatchMetricAlarm';
import { dbInstance } from './dbInstance';
import { dbInstanceAutomatedBackupsReplication } from './dbInstanceAutomatedBackupsReplication';
import { ecrRepository } from './ecrRepository';
import { eip } from './eip';
import { eksCluster } from './eksCluster';
import { eksNodeGroup } from './eksNodeGroup';
import { elasticacheReplicationGroup } from './elasticacheReplicationGroup';
import { kmsKey } from './kmsKey';
import { lambdaFunction } from './lambdaFunction';
import { lb } from './lb';
import { natGateway } from './natGateway';
import { s3Bucket } from './s3Bucket';
import { s3BucketReplicationConfiguration } from './s3BucketReplicationConfiguration';
import { secretsmanagerSecret } from './secretsmanagerSecret';
import { snsTopic } from './snsTopic';
import { sqsQueue } from './sqsQueue';
import { vpcEndpoint } from './vpcEndpoint';
import { wafv2WebAcl } from './wafv2WebAcl';

/** What tells the price of a resource, by its type. */
export const costMappers: ReadonlyMap<string, CostMapper> = new Map([
  ['aws_apigatewayv2_api', apigatewayv2Api],
  ['aws_cloudfront_distribution', cloudfrontDistribution],
  ['aws_cloudtrail', cloudtrail],
  ['aws_cloudwatch_log_group', cloudwatchLogGroup],
  ['aws_cloudwatch_metric_alarm', cloudwatchMetricAlarm],
  ['aws_db_instance', dbInstance],
  [
    'aws_db_instance_automated_backups_replication',
    dbInstanceAutomatedBackupsReplication,
  ],
  ['aws_ecr_repository', ecrRepository],
  ['aws_eip', eip],
  ['aws_eks_cluster', eksCluster],
  ['aws_eks_node_group', eksNodeGroup],
  ['aws_elasticache_replication_group', elasticacheReplicationGroup],
  ['aws_kms_key', kmsKey],
  ['aws_lambda_function', lambdaFunction],
  ['aws_lb', lb],
  ['aws_nat_gateway', natGateway],
  ['aws_s3_bucket', s3Bucket],
  ['aws_s3_bucket_replication_configuration', s3BucketReplicationConfiguration],
  ['aws_secretsmanager_secret', secretsmanagerSecret],
  ['aws_sns_topic', snsTopic],
  ['aws_sqs_queue', sqsQueue],
  ['aws_vpc_endpoint', vpcEndpoint],
  ['aws_wafv2_web_acl', wafv2WebAcl],
]);

/** Types for which AWS bills nothing by themselves; any other unknown type is "not priced". */
export const freeTypes: ReadonlySet<string> = new Set([
  'aws_acm_certificate',
  'aws_acm_certificate_validation',
  // Free without actions of its own (AWS Budgets pricing, read 2026-11).
  'aws_budgets_budget',
  'aws_ce_anomaly_monitor',
  'aws_ce_anomaly_subscription',
  'aws_ce_cost_allocation_tag',
  // Links of HTTP APIs and origins in a network add nothing to what passes through them.
  'aws_apigatewayv2_integration',
  'aws_apigatewayv2_route',
  'aws_apigatewayv2_stage',
  'aws_apigatewayv2_vpc_link',
  'aws_cloudfront_vpc_origin',
  'aws_db_parameter_group',
  'aws_db_subnet_group',
  'aws_default_security_group',
  'aws_ecr_lifecycle_policy',
  'aws_eks_access_entry',
  'aws_eks_access_policy_association',
  'aws_eks_addon',
  'aws_eks_pod_identity_association',
  'aws_elasticache_subnet_group',
  'aws_iam_openid_connect_provider',
  'aws_iam_openid_connect_provider',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_internet_gateway',
  'aws_kms_alias',
  'aws_lambda_event_source_mapping',
  'aws_launch_template',
  'aws_lb_listener',
  // Counted with the capacity units of the load balancer.
  'aws_lb_listener_rule',
  'aws_lb_target_group',
  'aws_route',
  'aws_route_table',
  'aws_route_table_association',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  // The secret is billed, whatever it holds.
  'aws_secretsmanager_secret_version',
  'aws_security_group',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
  'aws_sqs_queue_policy',
  'aws_sqs_queue_redrive_allow_policy',
  'aws_subnet',
  'aws_vpc',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_wafv2_web_acl_association',
  'aws_wafv2_web_acl_logging_configuration',
  // Its records are billed where they are written, at the log group.
  'aws_flow_log',
]);
