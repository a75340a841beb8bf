import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { PolicyStatement, policyDocument } from './policyDocument';
import { Workflow, trustWorkflow } from './workflowTrust';

/** Who deploys, and what to. */
export interface DeployRoleOptions extends Workflow {
  readonly cluster: { readonly name: string; readonly arn: string } | undefined;
  readonly imageRepositoryArns: readonly string[];
}

/** The group that infra/kubernetes/addons lets change the custom resources of the shop. */
const DEPLOYERS = 'portico-deployers';

const PUSH = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:DescribeImages',
  'ecr:GetDownloadUrlForLayer',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

/** The role of a workflow of one repository that runs for one environment; there is no key to lose. */
export class DeployRole extends Construct {
  constructor(scope: Construct, id: string, options: DeployRoleOptions) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: `${options.environment}-deploy`,
      description: `Deploys to ${options.environment} from ${options.repository}`,
      maxSessionDuration: 3600,
      assumeRolePolicy: trustWorkflow(options),
    });
    const statements = permissions(options);
    if (statements.length > 0) {
      new IamRolePolicy(this, 'permission', {
        name: 'deploy',
        role: role.id,
        policy: policyDocument(...statements),
      });
    }
    if (options.cluster) this.#enter(options.cluster.name, role);
  }

  /** May change what runs in the cluster, and not who may do so. */
  #enter(clusterName: string, role: IamRole): void {
    const entry = new EksAccessEntry(this, 'access', {
      clusterName,
      principalArn: role.arn,
      kubernetesGroups: [DEPLOYERS],
    });
    new EksAccessPolicyAssociation(this, 'access-policy', {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
      accessScope: { type: 'cluster' },
    });
  }
}

function permissions({
  cluster,
  imageRepositoryArns,
}: DeployRoleOptions): PolicyStatement[] {
  return [
    ...(cluster
      ? [
          {
            Effect: 'Allow',
            Action: 'eks:DescribeCluster',
            Resource: cluster.arn,
          } as const,
        ]
      : []),
    ...(imageRepositoryArns.length > 0
      ? ([
          // Whoever signs in to ECR names no repository.
          {
            Effect: 'Allow',
            Action: 'ecr:GetAuthorizationToken',
            Resource: '*',
          },
          { Effect: 'Allow', Action: PUSH, Resource: imageRepositoryArns },
        ] as const)
      : []),
  ];
}
