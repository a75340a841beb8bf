import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { FirewallLog } from './FirewallLog';
import {
  ManagedRuleGroup,
  blockedCountriesRule,
  managedGroupRule,
  rateLimitRule,
} from './webAclRules';

/** What the firewall stands before and what it stops. */
export interface WebFirewallOptions {
  readonly environment: string;
  /** A load balancer is tied to its firewall; a distribution names it instead. */
  readonly before:
    | { readonly loadBalancerArn: string; readonly behindCloudFront: boolean }
    | { readonly distributionIn: TerraformProvider };
  /** Requests of one address in five minutes. */
  readonly rateLimit: number;
  readonly managedRuleGroups: readonly ManagedRuleGroup[];
  /** Countries by their two letters, from which nobody may come. */
  readonly blockedCountries: readonly string[];
  readonly logRetentionDays: number;
  readonly keyArn: string;
}

/** A web ACL on the load balancer or for a distribution. */
export class WebFirewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, options: WebFirewallOptions) {
    super(scope, id);
    const { environment, before, rateLimit, managedRuleGroups } = options;
    const global = 'distributionIn' in before;
    const forwarded = !global && before.behindCloudFront;
    const webAcl = new Wafv2WebAcl(this, 'web-acl', {
      name: environment,
      description: `Stops bad requests to ${environment}`,
      scope: global ? 'CLOUDFRONT' : 'REGIONAL',
      // AWS keeps what is for CloudFront in us-east-1 alone.
      ...(global && { provider: before.distributionIn }),
      defaultAction: { allow: {} },
      rule: [
        rateLimitRule(rateLimit, forwarded),
        ...managedRuleGroups.map((group, index) =>
          managedGroupRule(group, index + 1),
        ),
        ...blockedCountriesRule(options.blockedCountries, forwarded),
      ],
      visibilityConfig: {
        metricName: environment,
        cloudwatchMetricsEnabled: true,
        sampledRequestsEnabled: true,
      },
    });
    this.arn = webAcl.arn;
    new FirewallLog(this, 'log', {
      ...options,
      webAclArn: webAcl.arn,
      keyArn: global ? undefined : options.keyArn,
      provider: global ? before.distributionIn : undefined,
    });
    if (global) return;
    new Wafv2WebAclAssociation(this, 'association', {
      resourceArn: before.loadBalancerArn,
      webAclArn: webAcl.arn,
    });
  }
}
