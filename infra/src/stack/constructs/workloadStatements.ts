import { PolicyStatement } from './policyDocument';

/** May look at groups of nodes, and set the sizes of those of one cluster. */
export function autoscalerStatements(clusterName: string): PolicyStatement[] {
  return [
    {
      Effect: 'Allow',
      Action: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeLaunchConfigurations',
        'autoscaling:DescribeScalingActivities',
        'autoscaling:DescribeTags',
        'ec2:DescribeImages',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
        'ec2:GetInstanceTypesFromInstanceRequirements',
        'eks:DescribeNodegroup',
      ],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: [
        'autoscaling:SetDesiredCapacity',
        'autoscaling:TerminateInstanceInAutoScalingGroup',
      ],
      Resource: '*',
      // EKS gives these tags to the groups that it manages.
      Condition: {
        StringEquals: {
          'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true',
          [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: 'owned',
        },
      },
    },
  ];
}

/** May register pods at the load balancer that is there, and neither make nor change one. */
export function loadBalancerStatements(
  targetGroupArns: readonly string[],
): PolicyStatement[] {
  return [
    {
      Effect: 'Allow',
      Action: [
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroupAttributes',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: [
        'elasticloadbalancing:DeregisterTargets',
        'elasticloadbalancing:RegisterTargets',
      ],
      Resource: targetGroupArns,
    },
  ];
}

/** The topics that a service publishes to, and the queues that are its own. */
export interface EventAccess {
  readonly topicArns: readonly string[];
  readonly queueArns: readonly string[];
}

/** May tell events and work off its own queues, both encrypted with the key of the environment. */
export function eventStatements(
  { topicArns, queueArns }: EventAccess,
  { region, keyArn }: { readonly region: string; readonly keyArn: string },
): PolicyStatement[] {
  return [
    { Effect: 'Allow', Action: 'sns:Publish', Resource: topicArns },
    ...(queueArns.length > 0
      ? [
          {
            Effect: 'Allow' as const,
            Action: [
              'sqs:ChangeMessageVisibility',
              'sqs:DeleteMessage',
              'sqs:GetQueueAttributes',
              'sqs:ReceiveMessage',
            ],
            Resource: queueArns,
          },
        ]
      : []),
    {
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: keyArn,
      Condition: {
        StringEquals: {
          'kms:ViaService': ['sns', 'sqs'].map(
            service => `${service}.${region}.amazonaws.com`,
          ),
        },
      },
    },
  ];
}

/** May read named secrets, and open them with the key where it lies before them. */
export function secretsStatements(
  secretArns: readonly string[],
  { region, keyArn }: { readonly region: string; readonly keyArn: string },
): PolicyStatement[] {
  return [
    {
      Effect: 'Allow',
      Action: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
      ],
      Resource: secretArns,
    },
    {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn,
      Condition: {
        StringEquals: {
          'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,
        },
      },
    },
  ];
}
