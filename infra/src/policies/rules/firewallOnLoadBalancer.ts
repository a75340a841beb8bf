import { block, blocks, isExpression, isOff } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import {
  Attributes,
  TerraformResource,
} from '../../document/TerraformDocument';
import { companionsOf } from '../companions';
import { PolicyRule, Violation } from '../PolicyRule';

type Failing = Omit<Violation, 'resource'>;

const NO_FIREWALL: Failing = {
  detail: 'It has no firewall.',
  path: 'spec.edge.waf',
};
const NO_LIMIT: Failing = {
  detail: 'Its firewall has no rate limit.',
  path: 'spec.edge.waf.rateLimit',
};
const NO_KNOWN_ATTACKS: Failing = {
  detail: 'Its firewall knows no attacks: it has no managed rules.',
  path: 'spec.edge.waf',
};

/** Whether a rule stops what it matches, and does not only count it. */
function stops(rule: Attributes): boolean {
  return !['action', 'override_action'].some(
    name => 'count' in block(rule, name),
  );
}

function failingsOf({ attributes }: TerraformResource): Failing[] {
  const statements = blocks(attributes, 'rule')
    .filter(stops)
    .map(rule => block(rule, 'statement'));
  const isUnknown =
    isExpression(attributes.rule) ||
    blocks(attributes, 'rule').some(rule => isExpression(rule.statement));
  const has = (kind: string) =>
    isUnknown || statements.some(each => kind in each);
  return [
    ...(has('rate_based_statement') ? [] : [NO_LIMIT]),
    ...(has('managed_rule_group_statement') ? [] : [NO_KNOWN_ATTACKS]),
  ];
}

/** What is wrong with the firewall that an argument names; of one elsewhere nobody knows. */
function behind(
  attributes: Attributes,
  argument: string,
  resources: ResourceIndex,
): Failing[] {
  const acl = resources.referenced(attributes, argument);
  if (acl) return failingsOf(acl);
  return attributes[argument] ? [] : [NO_FIREWALL];
}

/** Load balancers are named by what ties a firewall to them. */
function ofBalancer(
  balancer: TerraformResource,
  resources: ResourceIndex,
): Failing[] {
  const [tie] = companionsOf(
    balancer,
    { type: 'aws_wafv2_web_acl_association', argument: 'resource_arn' },
    resources,
  );
  return tie ? behind(tie.attributes, 'web_acl_arn', resources) : [NO_FIREWALL];
}

/** Whether a firewall can and must stand before a load balancer: AWS takes none before other types. */
function isPublic({ attributes }: TerraformResource): boolean {
  const type = attributes.load_balancer_type ?? 'application';
  return type === 'application' && isOff(attributes, 'internal');
}

/** Every distribution, and every load balancer that faces the internet, has a firewall that knows attacks and limits the rate. */
export const firewallOnLoadBalancer: PolicyRule = {
  id: 'firewall-on-load-balancer',
  severity: 'blocker',
  title:
    'A web firewall with managed rules and a rate limit must stand before every public load balancer',
  why: 'Without it one client can bring the shop down, and known attacks reach the services.',
  fix: 'Add the section waf to the edge, with a rateLimit.',
  check: ({ resources }) => [
    ...resources
      .ofType('aws_cloudfront_distribution')
      .flatMap(({ address, attributes }) =>
        behind(attributes, 'web_acl_id', resources).map(failing => ({
          resource: address,
          ...failing,
        })),
      ),
    ...resources
      .ofType('aws_lb')
      .filter(isPublic)
      .flatMap(balancer =>
        ofBalancer(balancer, resources).map(failing => ({
          resource: balancer.address,
          ...failing,
        })),
      ),
  ],
};
