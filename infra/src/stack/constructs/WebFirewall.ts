import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import { Construct } from 'constructs';
import {
  ManagedRuleGroup,
  managedGroupRule,
  rateLimitRule,
} from './webAclRules';

/** What the firewall stands before and what it stops. */
export interface WebFirewallOptions {
  readonly environment: string;
  readonly loadBalancerArn: string;
  /** Requests of one address in five minutes. */
  readonly rateLimit: number;
  readonly managedRuleGroups: readonly ManagedRuleGroup[];
}

/** A regional web ACL on the load balancer. */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, options: WebFirewallOptions) {
    super(scope, id);
    const { environment, rateLimit, managedRuleGroups } = options;
    const webAcl = new Wafv2WebAcl(this, 'web-acl', {
      name: environment,
      description: `Stops bad requests to ${environment}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rule: [
        rateLimitRule(rateLimit),
        ...managedRuleGroups.map((group, index) =>
          managedGroupRule(group, index + 1),
        ),
      ],
      visibilityConfig: {
        metricName: environment,
        cloudwatchMetricsEnabled: true,
        sampledRequestsEnabled: true,
      },
    });
    new Wafv2WebAclAssociation(this, 'association', {
      resourceArn: options.loadBalancerArn,
      webAclArn: webAcl.arn,
    });
  }
}
