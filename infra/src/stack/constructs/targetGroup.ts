import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Construct } from 'constructs';
import { TARGET_PORT } from './loadBalancerAccess';

/** Makes a group at which pods register by address, through a TargetGroupBinding of the cluster. */
export function targetGroup(
  scope: Construct,
  id: string,
  { name, vpcId }: { readonly name: string; readonly vpcId: string },
): LbTargetGroup {
  return new LbTargetGroup(scope, id, {
    name,
    port: TARGET_PORT,
    protocol: 'HTTP',
    targetType: 'ip',
    vpcId,
    deregistrationDelay: '30',
    healthCheck: { path: '/health/readiness', matcher: '200' },
  });
}
