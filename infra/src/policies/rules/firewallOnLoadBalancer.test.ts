import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { firewallOnLoadBalancer } from './firewallOnLoadBalancer';

const KNOWS_NONE = 'Its firewall knows no attacks: it has no managed rules.';

describe('firewallOnLoadBalancer', () => {
  it('should accept an environment with a firewall', () => {
    expect(violationsOf(firewallOnLoadBalancer, aProdSpec())).toEqual([]);
  });

  it('should find a load balancer without one, and name the field', () => {
    expect(violationsOf(firewallOnLoadBalancer, aSpec({ edge: {} }))).toEqual([
      {
        resource: 'aws_lb.edge_load-balancer',
        detail: 'It has no firewall.',
        path: 'spec.edge.waf',
      },
    ]);
  });

  it('should find a firewall without a rate limit', () => {
    const document = aDocument({
      'aws_lb.a': {},
      'aws_wafv2_web_acl.w': {
        rule: [{ statement: { managed_rule_group_statement: {} } }],
      },
      'aws_wafv2_web_acl_association.x': {
        resource_arn: '${aws_lb.a.arn}',
        web_acl_arn: '${aws_wafv2_web_acl.w.arn}',
      },
    });
    expect(violationsIn(firewallOnLoadBalancer, document)).toEqual([
      {
        resource: 'aws_lb.a',
        detail: 'Its firewall has no rate limit.',
        path: 'spec.edge.waf.rateLimit',
      },
    ]);
  });

  it('should ask the same of a distribution', () => {
    const cloudFront = true;
    expect(
      violationsOf(
        firewallOnLoadBalancer,
        aSpec({ edge: { waf: {}, cloudFront } }),
      ),
    ).toEqual([]);
    expect(
      violationsOf(firewallOnLoadBalancer, aSpec({ edge: { cloudFront } })),
    ).toEqual([
      {
        resource: 'aws_cloudfront_distribution.edge_cdn_distribution',
        detail: 'It has no firewall.',
        path: 'spec.edge.waf',
      },
    ]);
  });

  it.each([
    { internal: true },
    { load_balancer_type: 'network' },
    { load_balancer_type: 'gateway' },
    { load_balancer_type: '${var.type}' },
  ])('should leave a load balancer with %j alone', attributes => {
    const document = aDocument({ 'aws_lb.a': attributes });
    expect(violationsIn(firewallOnLoadBalancer, document)).toEqual([]);
  });

  it.each([{}, { load_balancer_type: 'application', internal: false }])(
    'should ask for one before a load balancer with %j',
    attributes => {
      const document = aDocument({ 'aws_lb.a': attributes });
      expect(violationsIn(firewallOnLoadBalancer, document)).toHaveLength(1);
    },
  );

  it.each([
    [[], ['Its firewall has no rate limit.', KNOWS_NONE]],
    [[{ statement: { rate_based_statement: {} } }], [KNOWS_NONE]],
    [
      [
        { statement: { rate_based_statement: {} } },
        {
          statement: { managed_rule_group_statement: {} },
          override_action: { count: {} },
        },
      ],
      [KNOWS_NONE],
    ],
  ])('should find rules that stop too little: %j', (rule, details) => {
    const document = aDocument({
      'aws_cloudfront_distribution.d': {
        web_acl_id: '${aws_wafv2_web_acl.w.arn}',
      },
      'aws_wafv2_web_acl.w': { rule },
    });
    expect(
      violationsIn(firewallOnLoadBalancer, document).map(
        ({ detail }) => detail,
      ),
    ).toEqual(details);
  });

  it('should not judge a firewall that is elsewhere', () => {
    const document = aDocument({
      'aws_cloudfront_distribution.d': { web_acl_id: '${var.firewall}' },
      'aws_lb.a': { internal: '${var.internal}' },
    });
    expect(violationsIn(firewallOnLoadBalancer, document)).toEqual([]);
  });
});
