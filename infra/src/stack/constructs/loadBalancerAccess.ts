import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { GroupSource } from './ClosedGroup';

/** Who reaches a load balancer, and whom it reaches. */
export interface LoadBalancerAccessOptions {
  readonly environment: string;
  readonly vpcId: string;
  /** The nodes that get the requests. */
  readonly targets: readonly GroupSource[];
  readonly behindCloudFront: boolean;
}

/** The port on which the shop's front listens in its pods. */
export const TARGET_PORT = 8080;

/** The addresses from which CloudFront comes, as AWS keeps them. */
const CLOUDFRONT_ADDRESSES = 'com.amazonaws.global.cloudfront.origin-facing';

const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;
const TARGET = {
  ipProtocol: 'tcp',
  fromPort: TARGET_PORT,
  toPort: TARGET_PORT,
} as const;

/** The group of a load balancer: in from CloudFront or from everywhere on 443, out to the pods' port on the nodes. */
export function loadBalancerAccess(
  scope: Construct,
  options: LoadBalancerAccessOptions,
): SecurityGroup {
  const { environment, vpcId, targets, behindCloudFront } = options;
  const name = `${environment}-edge`;
  const group = new SecurityGroup(scope, 'access', {
    name,
    description: `Load balancer of ${environment}`,
    vpcId,
    tags: { Name: name },
  });
  if (behindCloudFront) admitCloudFront(scope, group);
  else admitEverybody(scope, group);
  for (const target of targets) connect(scope, group, target);
  return group;
}

function admitCloudFront(scope: Construct, group: SecurityGroup): void {
  const prefixes = new DataAwsEc2ManagedPrefixList(scope, 'cloudfront', {
    name: CLOUDFRONT_ADDRESSES,
  });
  new VpcSecurityGroupIngressRule(scope, 'from-cloudfront', {
    securityGroupId: group.id,
    prefixListId: prefixes.id,
    description: 'HTTPS from CloudFront',
    ...HTTPS,
  });
}

function admitEverybody(scope: Construct, group: SecurityGroup): void {
  new VpcSecurityGroupIngressRule(scope, 'from-everywhere', {
    securityGroupId: group.id,
    cidrIpv4: '0.0.0.0/0',
    description: 'HTTPS from everywhere',
    ...HTTPS,
  });
}

function connect(
  scope: Construct,
  group: SecurityGroup,
  target: GroupSource,
): void {
  new VpcSecurityGroupEgressRule(scope, `to-${target.id}`, {
    securityGroupId: group.id,
    referencedSecurityGroupId: target.securityGroupId,
    description: `To ${target.id}`,
    ...TARGET,
  });
  new VpcSecurityGroupIngressRule(scope, `${target.id}-from-edge`, {
    securityGroupId: target.securityGroupId,
    referencedSecurityGroupId: group.id,
    description: 'From the load balancer',
    ...TARGET,
  });
}
