import { block, blocks, flag, reference } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { TerraformResource } from '../../document/TerraformDocument';
import { PolicyRule } from '../PolicyRule';

/** The load balancers that stand behind a web ACL, by whether it limits the rate. */
function guarded(resources: ResourceIndex): Map<string, boolean> {
  return new Map(
    resources
      .ofType('aws_wafv2_web_acl_association')
      .flatMap(({ attributes }) => {
        const target = reference(attributes, 'resource_arn');
        const acl = resources.referenced(attributes, 'web_acl_arn');
        return target ? [[target, limitsRate(acl)] as const] : [];
      }),
  );
}

/** Whether a web ACL stops an address that asks too often. */
function limitsRate(acl: TerraformResource | undefined): boolean {
  return blocks(acl?.attributes ?? {}, 'rule').some(
    rule => 'rate_based_statement' in block(rule, 'statement'),
  );
}

/** Distributions name their web ACL themselves; undefined where they name none. */
function distributions(
  resources: ResourceIndex,
): [string, boolean | undefined][] {
  return resources
    .ofType('aws_cloudfront_distribution')
    .map(({ address, attributes }) => {
      const acl = resources.referenced(attributes, 'web_acl_id');
      return [address, acl && limitsRate(acl)];
    });
}

/** Every distribution, and every load balancer that faces the internet, has a firewall with a rate limit. */
export const firewallOnLoadBalancer: PolicyRule = {
  id: 'firewall-on-load-balancer',
  severity: 'blocker',
  title:
    'A web firewall with a rate limit must stand before every public load balancer',
  why: 'Without it one client can bring the shop down, and known attacks reach the services.',
  fix: 'Add the section waf to the edge, with a rateLimit.',
  check: ({ resources }) => {
    const guards = guarded(resources);
    const balancers = resources
      .ofType('aws_lb')
      .filter(({ attributes }) => !flag(attributes, 'internal'))
      .map(({ address }) => [address, guards.get(address)] as const);
    return [...distributions(resources), ...balancers]
      .filter(([, limited]) => limited !== true)
      .map(([resource, limited]) =>
        limited === undefined
          ? { resource, detail: 'It has no firewall.', path: 'spec.edge.waf' }
          : {
              resource,
              detail: 'Its firewall has no rate limit.',
              path: 'spec.edge.waf.rateLimit',
            },
      );
  },
};
