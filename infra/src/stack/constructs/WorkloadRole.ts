import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { PolicyStatement, policyDocument } from './policyDocument';

/** Who says which pod it is that asks for a role. */
export interface WorkloadIssuer {
  readonly providerArn: string;
  /** Its address without `https://`, as conditions name it. */
  readonly host: string;
}

/** The pods of one service account, and what they may do. */
export interface WorkloadRoleOptions {
  readonly name: string;
  readonly description: string;
  readonly issuer: WorkloadIssuer;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly statements: readonly PolicyStatement[];
}

/** A role that the pods of one service account take, and nobody else. */
export class WorkloadRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, options: WorkloadRoleOptions) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: options.name,
      description: options.description,
      assumeRolePolicy: trustServiceAccount(options),
    });
    new IamRolePolicy(this, 'permission', {
      name: id,
      role: role.id,
      policy: policyDocument(...options.statements),
    });
    this.arn = role.arn;
  }
}

function trustServiceAccount(options: WorkloadRoleOptions): string {
  const { issuer, namespace, serviceAccount } = options;
  return policyDocument({
    Effect: 'Allow',
    Principal: { Federated: issuer.providerArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      // Equal and not alike, and both: else every pod of the cluster takes the role.
      StringEquals: {
        [`${issuer.host}:aud`]: 'sts.amazonaws.com',
        [`${issuer.host}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
      },
    },
  });
}
