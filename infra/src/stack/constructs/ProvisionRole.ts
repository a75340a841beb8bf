import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { environmentStateKey } from './StateBackend';
import { PolicyStatement, policyDocument } from './policyDocument';
import { Workflow, trustWorkflow } from './workflowTrust';

/** Who runs Terraform, and what it may do beyond its own state. */
export interface ProvisionRoleOptions extends Workflow {
  readonly policyArns: readonly string[];
}

/** The role of the workflow that builds one environment. */
export class ProvisionRole extends Construct {
  readonly arn: string;
  readonly environment: string;
  readonly #role: IamRole;

  constructor(scope: Construct, id: string, options: ProvisionRoleOptions) {
    super(scope, id);
    const { environment, repository, policyArns } = options;
    this.environment = environment;
    this.#role = new IamRole(this, 'role', {
      name: `portico-${environment}-provision`,
      description: `Builds ${environment} from ${repository}`,
      maxSessionDuration: 2 * 60 * 60,
      assumeRolePolicy: trustWorkflow(options),
    });
    this.arn = this.#role.arn;
    policyArns.forEach(policyArn => {
      // Two accounts may have a policy of one name.
      const [, account, name] = policyArn.split(/::|:policy\//);
      new IamRolePolicyAttachment(this, `${account}-${name}`, {
        role: this.#role.name,
        policyArn,
      });
    });
  }

  /** Lets the role read and write the state of its environment, under a lock. */
  allowState(bucketArn: string, keyArn: string): void {
    const state = `${bucketArn}/${environmentStateKey(this.environment)}`;
    new IamRolePolicy(this, 'state', {
      name: 'state',
      role: this.#role.id,
      policy: policyDocument(
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucketArn },
        {
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: state,
        },
        {
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
          Resource: `${state}.tflock`,
        },
        {
          Effect: 'Allow',
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'],
          Resource: keyArn,
        },
      ),
    });
  }

  /**
   * Keeps the role out of every other state, whatever its policies allow. It is a
   * border against mistakes: a role that may change IAM or the bucket's policy can
   * take it down, so environments that must not trust each other need two accounts.
   */
  border(bucketArn: string): PolicyStatement {
    return {
      Effect: 'Deny',
      Principal: { AWS: this.arn },
      Action: ['s3:GetObject*', 's3:PutObject*', 's3:DeleteObject*'],
      NotResource: `${bucketArn}/environments/${this.environment}/*`,
    };
  }
}
