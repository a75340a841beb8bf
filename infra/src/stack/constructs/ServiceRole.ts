import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { trustService } from './policyDocument';

/** What a role is for. */
export interface ServiceRoleOptions {
  readonly name: string;
  /** The service that takes the role, such as `eks.amazonaws.com`. */
  readonly service: string;
  /** Names of policies that AWS maintains. */
  readonly managedPolicies: readonly string[];
}

/** A role of a service of AWS with policies that AWS maintains. */
export class ServiceRole extends Construct {
  readonly role: IamRole;
  readonly attachments: IamRolePolicyAttachment[];

  constructor(scope: Construct, id: string, options: ServiceRoleOptions) {
    super(scope, id);
    const { name, service, managedPolicies } = options;
    this.role = new IamRole(this, 'role', {
      name,
      assumeRolePolicy: trustService(service),
    });
    this.attachments = managedPolicies.map(
      policy =>
        new IamRolePolicyAttachment(this, policy.split('/').at(-1) ?? policy, {
          role: this.role.name,
          policyArn: `arn:aws:iam::aws:policy/${policy}`,
        }),
    );
  }
}
