import { block, blocks, flag, reference } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { PolicyRule } from '../PolicyRule';

/** The load balancers that stand behind a web ACL, by whether it limits the rate. */
function guarded(resources: ResourceIndex): Map<string, boolean> {
  return new Map(
    resources
      .ofType('aws_wafv2_web_acl_association')
      .flatMap(({ attributes }) => {
        const target = reference(attributes, 'resource_arn');
        const acl = resources.referenced(attributes, 'web_acl_arn');
        const limited = blocks(acl?.attributes ?? {}, 'rule').some(
          rule => 'rate_based_statement' in block(rule, 'statement'),
        );
        return target ? [[target, limited] as const] : [];
      }),
  );
}

/** Every load balancer that faces the internet has a firewall with a rate limit. */
export const firewallOnLoadBalancer: PolicyRule = {
  id: 'firewall-on-load-balancer',
  severity: 'blocker',
  title:
    'A web firewall with a rate limit must stand before every public load balancer',
  why: 'Without it one client can bring the shop down, and known attacks reach the services.',
  fix: 'Add the section waf to the edge, with a rateLimit.',
  check: ({ resources }) => {
    const guards = guarded(resources);
    return resources
      .ofType('aws_lb')
      .filter(({ attributes }) => !flag(attributes, 'internal'))
      .filter(({ address }) => guards.get(address) !== true)
      .map(({ address }) =>
        guards.has(address)
          ? {
              resource: address,
              detail: 'Its firewall has no rate limit.',
              path: 'spec.edge.waf.rateLimit',
            }
          : {
              resource: address,
              detail: 'It has no firewall.',
              path: 'spec.edge.waf',
            },
      );
  },
};
