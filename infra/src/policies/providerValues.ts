/** An argument that takes one of a few values, and where AWS says so. */
export interface ProviderValues {
  readonly type: string;
  /** The argument; with dots, one within blocks. */
  readonly argument: string;
  readonly values: readonly (string | number)[];
  readonly source: string;
}

const EKS = 'https://docs.aws.amazon.com/eks/latest/APIReference';
const WAF = 'https://docs.aws.amazon.com/waf/latest/APIReference';
const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference';

/**
 * Values that AWS knows, where the list is short and settled. Lists that grow from
 * month to month (instance types, images, engine versions) are left to AWS.
 */
export const PROVIDER_VALUES: readonly ProviderValues[] = [
  {
    type: 'aws_eks_node_group',
    argument: 'taint.effect',
    values: ['NO_SCHEDULE', 'NO_EXECUTE', 'PREFER_NO_SCHEDULE'],
    source: `${EKS}/API_Taint.html`,
  },
  {
    type: 'aws_eks_node_group',
    argument: 'capacity_type',
    values: ['ON_DEMAND', 'SPOT', 'CAPACITY_BLOCK'],
    source: `${EKS}/API_Nodegroup.html`,
  },
  {
    type: 'aws_eks_cluster',
    argument: 'enabled_cluster_log_types',
    values: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
    source: `${EKS}/API_LogSetup.html`,
  },
  {
    type: 'aws_eks_cluster',
    argument: 'access_config.authentication_mode',
    values: ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP'],
    source: `${EKS}/API_AccessConfigResponse.html`,
  },
  {
    type: 'aws_eks_cluster',
    argument: 'upgrade_policy.support_type',
    values: ['STANDARD', 'EXTENDED'],
    source: `${EKS}/API_UpgradePolicyRequest.html`,
  },
  {
    type: 'aws_cloudwatch_log_group',
    argument: 'retention_in_days',
    // Terraform writes "for ever" as 0.
    values: [
      0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096,
      1827, 2192, 2557, 2922, 3288, 3653,
    ],
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  },
  {
    type: 'aws_wafv2_web_acl',
    argument: 'scope',
    values: ['CLOUDFRONT', 'REGIONAL'],
    source: `${WAF}/API_CreateWebACL.html`,
  },
  {
    type: 'aws_wafv2_web_acl',
    argument: 'rule.statement.rate_based_statement.evaluation_window_sec',
    values: [60, 120, 300, 600],
    source: `${WAF}/API_RateBasedStatement.html`,
  },
  {
    type: 'aws_flow_log',
    argument: 'traffic_type',
    values: ['ACCEPT', 'REJECT', 'ALL'],
    source: `${EC2}/API_CreateFlowLogs.html`,
  },
  {
    type: 'aws_launch_template',
    argument: 'metadata_options.http_tokens',
    values: ['optional', 'required'],
    source: `${EC2}/API_LaunchTemplateInstanceMetadataOptionsRequest.html`,
  },
  {
    type: 'aws_db_instance',
    argument: 'storage_type',
    values: ['standard', 'gp2', 'gp3', 'io1', 'io2'],
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  },
];
