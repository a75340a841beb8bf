import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';

/** A group whose members may come in. */
export interface GroupSource {
  readonly id: string;
  readonly securityGroupId: string;
}

/** What a closed group guards. */
export interface ClosedGroupOptions {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly port: number;
  readonly sources: readonly GroupSource[];
}

/** A security group that lets named groups in on one port, and nobody out. */
export class ClosedGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, options: ClosedGroupOptions) {
    super(scope, id);
    const { name, description, vpcId, port, sources } = options;
    const group = new SecurityGroup(this, 'group', {
      name,
      description,
      vpcId,
      tags: { Name: name },
    });
    for (const source of sources) {
      new VpcSecurityGroupIngressRule(this, `from-${source.id}`, {
        securityGroupId: group.id,
        referencedSecurityGroupId: source.securityGroupId,
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
        description: `From ${source.id}`,
      });
    }
    this.id = group.id;
  }
}
