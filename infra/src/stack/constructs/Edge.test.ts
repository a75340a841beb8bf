import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import {
  only,
  resourcesOf,
  synthesized,
} from '../../__testUtils__/synthesized';
import { blocks } from '../../document/attributes';

describe('Edge', () => {
  it('should open 443 to everybody, and nothing else', () => {
    const resources = resourcesOf(aSpec());
    const open = resources
      .all()
      .filter(({ attributes }) => 'cidr_ipv4' in attributes);
    expect(open.map(({ attributes }) => attributes)).toMatchObject([
      {
        security_group_id: '${aws_security_group.edge_access.id}',
        cidr_ipv4: '0.0.0.0/0',
        from_port: 443,
        to_port: 443,
        ip_protocol: 'tcp',
      },
    ]);
    expect(only(resources, 'aws_lb_listener').attributes).toMatchObject({
      port: 443,
      protocol: 'HTTPS',
    });
  });

  it('should stand in the public subnets and pass requests to the nodes alone', () => {
    const resources = resourcesOf(aSpec());
    expect(only(resources, 'aws_lb').attributes).toMatchObject({
      name: 'dev',
      internal: false,
      load_balancer_type: 'application',
      drop_invalid_header_fields: true,
      enable_deletion_protection: false,
      subnets: ['a', 'b', 'c'].map(
        zone => `\${aws_subnet.network_subnets_public-us-west-2${zone}.id}`,
      ),
    });
    expect(
      only(resources, 'aws_vpc_security_group_egress_rule').attributes,
    ).toMatchObject({
      referenced_security_group_id:
        '${aws_eks_cluster.cluster_cluster.vpc_config[0].cluster_security_group_id}',
      from_port: 8080,
      to_port: 8080,
    });
  });

  it('should ask pods where services tell that they are ready', () => {
    expect(
      only(resourcesOf(aSpec()), 'aws_lb_target_group').attributes,
    ).toMatchObject({
      health_check: { path: '/health/readiness', matcher: '200' },
    });
  });

  it('should be protected against deletion in production', () => {
    expect(only(resourcesOf(aProdSpec()), 'aws_lb').attributes).toMatchObject({
      enable_deletion_protection: true,
    });
  });

  it('should choose a name that AWS takes', () => {
    expect(
      only(resourcesOf(aSpec({}, 'internal-tools')), 'aws_lb').attributes.name,
    ).toBe('int-tools');
  });

  it('should ask the pipeline for a certificate where the spec names no domain', () => {
    const document = synthesized(aSpec());
    expect(document.variable).toMatchObject({
      edge_certificate_arn: { type: 'string', nullable: false },
    });
    expect(
      only(resourcesOf(aSpec()), 'aws_lb_listener').attributes.certificate_arn,
    ).toBe('${var.edge_certificate_arn}');
  });

  it('should have a certificate made for the domain of the spec, and wait for it', () => {
    const spec = aSpec({ edge: { waf: {}, domainName: 'shop.example.com' } });
    const resources = resourcesOf(spec);
    expect(only(resources, 'aws_acm_certificate').attributes).toMatchObject({
      domain_name: 'shop.example.com',
      validation_method: 'DNS',
    });
    expect(only(resources, 'aws_lb_listener').attributes.certificate_arn).toBe(
      '${aws_acm_certificate_validation.edge_certificate_validation.certificate_arn}',
    );
    expect(synthesized(spec).variable).toBe(undefined);
  });
});

describe('WebFirewall', () => {
  it('should lose nothing of a rule on the way into the document', () => {
    const { attributes } = only(resourcesOf(aSpec()), 'aws_wafv2_web_acl');
    const visibility = (name: string) => ({
      metric_name: name,
      cloudwatch_metrics_enabled: true,
      sampled_requests_enabled: true,
    });
    const managed = (name: string, priority: number, group: string) => ({
      name,
      priority,
      override_action: { none: {} },
      statement: {
        managed_rule_group_statement: { vendor_name: 'AWS', name: group },
      },
      visibility_config: visibility(name),
    });
    expect(attributes).toMatchObject({
      scope: 'REGIONAL',
      default_action: { allow: {} },
      visibility_config: visibility('dev'),
      rule: [
        {
          name: 'rate-limit',
          priority: 0,
          action: { block: {} },
          statement: {
            rate_based_statement: {
              limit: 2000,
              aggregate_key_type: 'IP',
              evaluation_window_sec: 300,
            },
          },
          visibility_config: visibility('rate-limit'),
        },
        managed('common', 1, 'AWSManagedRulesCommonRuleSet'),
        managed('known-bad-inputs', 2, 'AWSManagedRulesKnownBadInputsRuleSet'),
        managed('sql-injection', 3, 'AWSManagedRulesSQLiRuleSet'),
      ],
    });
  });

  it('should be put before the load balancer', () => {
    expect(
      only(resourcesOf(aSpec()), 'aws_wafv2_web_acl_association').attributes,
    ).toMatchObject({
      resource_arn: '${aws_lb.edge_load-balancer.arn}',
      web_acl_arn: '${aws_wafv2_web_acl.edge_firewall_web-acl.arn}',
    });
  });

  it('should take the limit and the groups of the spec, each with a priority of its own', () => {
    const { attributes } = only(
      resourcesOf(
        aSpec({
          edge: {
            waf: {
              rateLimit: 500,
              managedRuleGroups: ['anonymous-ip', 'ip-reputation'],
            },
          },
        }),
      ),
      'aws_wafv2_web_acl',
    );
    expect(
      blocks(attributes, 'rule').map(({ name, priority }) => [name, priority]),
    ).toEqual([
      ['rate-limit', 0],
      ['anonymous-ip', 1],
      ['ip-reputation', 2],
    ]);
    expect(blocks(attributes, 'rule')[0]).toMatchObject({
      statement: { rate_based_statement: { limit: 500 } },
    });
  });

  it('should keep people of some countries out, after all other rules', () => {
    const waf = { blockedCountries: ['KP'] };
    const { attributes } = only(
      resourcesOf(aSpec({ edge: { waf } })),
      'aws_wafv2_web_acl',
    );
    expect(blocks(attributes, 'rule').at(-1)).toMatchObject({
      name: 'blocked-countries',
      priority: 100,
      action: { block: {} },
      statement: { geo_match_statement: { country_codes: ['KP'] } },
    });
  });

  it('should log what it blocked, encrypted, without what could let somebody in', () => {
    const resources = resourcesOf(aSpec());
    const { attributes } = only(
      resources,
      'aws_wafv2_web_acl_logging_configuration',
    );
    expect(attributes).toMatchObject({
      resource_arn: '${aws_wafv2_web_acl.edge_firewall_web-acl.arn}',
      logging_filter: {
        default_behavior: 'DROP',
        filter: [
          {
            behavior: 'KEEP',
            requirement: 'MEETS_ANY',
            condition: [
              { action_condition: { action: 'BLOCK' } },
              { action_condition: { action: 'COUNT' } },
            ],
          },
        ],
      },
      redacted_fields: [
        { single_header: { name: 'authorization' } },
        { single_header: { name: 'cookie' } },
      ],
    });
    expect(
      resources.get('aws_cloudwatch_log_group.edge_firewall_log_log-group')
        ?.attributes,
    ).toMatchObject({
      name: 'aws-waf-logs-dev',
      retention_in_days: 7,
      kms_key_id: '${aws_kms_key.security_key.arn}',
    });
  });

  it('should not be there where the spec leaves it out', () => {
    const resources = resourcesOf(aSpec({ edge: {} }));
    expect(resources.ofType('aws_lb')).toHaveLength(1);
    expect(resources.ofType('aws_wafv2_web_acl')).toEqual([]);
  });
});
