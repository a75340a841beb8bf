import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { AlarmRule, loadBalancerAlarms } from './alarmRules';
import { Bucket } from './Bucket';
import { Certificate } from './Certificate';
import { GroupSource } from './ClosedGroup';
import { LOAD_BALANCER_LOGS } from './Storage';
import { WebFirewall } from './WebFirewall';

/** The edge's part of a spec. */
export type EdgeSpec = NonNullable<EnvironmentSpec['spec']['edge']>;

/** The edge and what is behind it. */
export interface EdgeOptions {
  readonly environment: string;
  readonly edge: EdgeSpec;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly deletionProtection: boolean;
  /** The nodes that get the requests. */
  readonly targets: readonly GroupSource[];
  /** Where the load balancer writes who asked for what; nowhere where there is none. */
  readonly logs: Bucket | undefined;
}

/** The port on which the shop's front listens in its pods. */
const TARGET_PORT = 8080;

/** The load balancer of an environment: open on 443 alone, with a firewall before it. */
export class Edge extends Construct {
  readonly alarms: AlarmRule[];
  readonly #options: EdgeOptions;

  constructor(scope: Construct, id: string, options: EdgeOptions) {
    super(scope, id);
    this.#options = options;
    const { environment, edge: spec, subnetIds, logs } = options;
    const access = this.#access();
    const loadBalancer = new Lb(this, 'load-balancer', {
      name: loadBalancerName(environment),
      loadBalancerType: 'application',
      internal: false,
      subnets: [...subnetIds],
      securityGroups: [access.id],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: options.deletionProtection,
      ...(logs && {
        accessLogs: {
          bucket: logs.name,
          prefix: LOAD_BALANCER_LOGS,
          enabled: true,
        },
        // AWS tries to write before it switches the logs on.
        dependsOn: [logs.policy],
      }),
      tags: { Name: environment },
    });
    const targets = this.#listen(loadBalancer);
    this.alarms = loadBalancerAlarms(loadBalancer.arnSuffix, targets.arnSuffix);
    if (spec.waf) {
      new WebFirewall(this, 'firewall', {
        environment,
        loadBalancerArn: loadBalancer.arn,
        rateLimit: spec.waf.rateLimit,
        managedRuleGroups: spec.waf.managedRuleGroups,
      });
    }
  }

  #listen(loadBalancer: Lb): LbTargetGroup {
    const { environment, edge: spec, vpcId } = this.#options;
    // Pods register here by address, through a TargetGroupBinding of the cluster.
    const targets = new LbTargetGroup(this, 'targets', {
      name: environment,
      port: TARGET_PORT,
      protocol: 'HTTP',
      targetType: 'ip',
      vpcId,
      deregistrationDelay: '30',
      healthCheck: { path: '/health/ready', matcher: '200' },
    });
    const certificate = new Certificate(this, 'certificate', {
      domainName: spec.domainName,
    });
    new LbListener(this, 'https', {
      loadBalancerArn: loadBalancer.arn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificateArn: certificate.arn,
      defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
    });
    return targets;
  }

  /** In from everywhere on 443, out to the pods' port on the nodes. */
  #access(): SecurityGroup {
    const { environment, vpcId, targets } = this.#options;
    const name = `${environment}-edge`;
    const group = new SecurityGroup(this, 'access', {
      name,
      description: `Load balancer of ${environment}`,
      vpcId,
      tags: { Name: name },
    });
    new VpcSecurityGroupIngressRule(this, 'from-everywhere', {
      securityGroupId: group.id,
      cidrIpv4: '0.0.0.0/0',
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      description: 'HTTPS from everywhere',
    });
    for (const target of targets) this.#connect(group, target);
    return group;
  }

  #connect(group: SecurityGroup, target: GroupSource): void {
    const port = {
      ipProtocol: 'tcp',
      fromPort: TARGET_PORT,
      toPort: TARGET_PORT,
    };
    new VpcSecurityGroupEgressRule(this, `to-${target.id}`, {
      securityGroupId: group.id,
      referencedSecurityGroupId: target.securityGroupId,
      description: `To ${target.id}`,
      ...port,
    });
    new VpcSecurityGroupIngressRule(this, `${target.id}-from-edge`, {
      securityGroupId: target.securityGroupId,
      referencedSecurityGroupId: group.id,
      description: 'From the load balancer',
      ...port,
    });
  }
}

/** AWS takes no load balancer whose name starts with `internal-`. */
function loadBalancerName(environment: string): string {
  return environment.replace(/^internal-/, 'int-');
}
