import { Wafv2WebAclRule } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { MANAGED_RULE_GROUPS } from '@portico/plugin-environments-common';

/** A group of rules that AWS maintains, by the word that a spec uses. */
export type ManagedRuleGroup = (typeof MANAGED_RULE_GROUPS)[number];

/** The address that was passed on, which a rule looks at instead of that of the caller. */
interface ForwardedAddress {
  readonly header_name: 'X-Forwarded-For';
  readonly fallback_behavior: 'MATCH';
}

/** A request whose address is broken counts as one that the rule is for. */
const FORWARDED: ForwardedAddress = {
  header_name: 'X-Forwarded-For',
  fallback_behavior: 'MATCH',
};

/**
 * The statements of this platform. The provider's binding takes anything here
 * and passes it on as it is, so the names are Terraform's own.
 */
type WebAclStatement =
  | {
      readonly geo_match_statement: {
        readonly country_codes: readonly string[];
        readonly forwarded_ip_config?: ForwardedAddress;
      };
    }
  | {
      readonly rate_based_statement: {
        readonly limit: number;
        readonly aggregate_key_type: 'IP' | 'FORWARDED_IP';
        readonly evaluation_window_sec: 300;
        readonly forwarded_ip_config?: ForwardedAddress;
      };
    }
  | {
      readonly managed_rule_group_statement: {
        readonly vendor_name: 'AWS';
        readonly name: string;
      };
    };

type WebAclRule = Omit<Wafv2WebAclRule, 'statement'> & {
  readonly statement: WebAclStatement;
};

const GROUP_NAMES: Readonly<Record<ManagedRuleGroup, string>> = {
  common: 'AWSManagedRulesCommonRuleSet',
  'known-bad-inputs': 'AWSManagedRulesKnownBadInputsRuleSet',
  'sql-injection': 'AWSManagedRulesSQLiRuleSet',
  'ip-reputation': 'AWSManagedRulesAmazonIpReputationList',
  'anonymous-ip': 'AWSManagedRulesAnonymousIpList',
};

function visibility(metricName: string) {
  return {
    metricName,
    cloudwatchMetricsEnabled: true,
    sampledRequestsEnabled: true,
  };
}

/**
 * Blocks an address that sends more requests than the limit in five minutes.
 * Behind CloudFront every request comes from CloudFront: there the address is
 * the one that was passed on, and a request with a broken one is blocked.
 */
export function rateLimitRule(limit: number, forwarded = false): WebAclRule {
  return {
    name: 'rate-limit',
    priority: 0,
    action: { block: {} },
    statement: {
      rate_based_statement: {
        limit,
        aggregate_key_type: forwarded ? 'FORWARDED_IP' : 'IP',
        evaluation_window_sec: 300,
        ...(forwarded && { forwarded_ip_config: FORWARDED }),
      },
    },
    visibilityConfig: visibility('rate-limit'),
  };
}

/** Applies a group that AWS maintains, with the actions that the group itself names. */
export function managedGroupRule(
  group: ManagedRuleGroup,
  priority: number,
): WebAclRule {
  return {
    name: group,
    priority,
    overrideAction: { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: 'AWS',
        name: GROUP_NAMES[group],
      },
    },
    visibilityConfig: visibility(group),
  };
}

/** Its place is after all others, so that a list that comes and goes moves none of them. */
const COUNTRIES_PRIORITY = 100;

/** Blocks whoever comes from one of the countries; no rule where there is none. */
export function blockedCountriesRule(
  countries: readonly string[],
  forwarded: boolean,
): WebAclRule[] {
  if (countries.length === 0) return [];
  return [
    {
      name: 'blocked-countries',
      priority: COUNTRIES_PRIORITY,
      action: { block: {} },
      statement: {
        geo_match_statement: {
          country_codes: countries,
          ...(forwarded && { forwarded_ip_config: FORWARDED }),
        },
      },
      visibilityConfig: visibility('blocked-countries'),
    },
  ];
}
