import { Check, unprotected } from '../__testUtils__/protections';
import { block, blocks, text } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';
import { Attributes } from '../document/TerraformDocument';

/** The policy of AWS that sends HSTS, nosniff and the like. */
const SECURITY_HEADERS = '67f7725c-6f97-4210-82d7-5512b31e9d03';

function behindCloudFront(resources: ResourceIndex): boolean {
  return resources.ofType('aws_cloudfront_distribution').length > 0;
}

/** Whether a web ACL has a rule of a kind that blocks. */
function blocksBy(webAcl: Attributes, statement: string): boolean {
  return blocks(webAcl, 'rule').some(
    rule =>
      statement in block(rule, 'statement') && 'block' in block(rule, 'action'),
  );
}

const CHECKS: readonly Check[] = [
  [
    'the firewall stands before the load balancer',
    'aws_wafv2_web_acl_association',
    (a, resources) =>
      resources.referenced(a, 'resource_arn')?.type === 'aws_lb',
  ],
  [
    'the firewall limits requests',
    'aws_wafv2_web_acl',
    a => blocksBy(a, 'rate_based_statement'),
  ],
  [
    'the firewall blocks what its groups block',
    'aws_wafv2_web_acl',
    a =>
      blocks(a, 'rule')
        .filter(
          rule => 'managed_rule_group_statement' in block(rule, 'statement'),
        )
        .every(rule => 'none' in block(rule, 'override_action')),
  ],
  [
    'the load balancer speaks TLS alone',
    'aws_lb_listener',
    a => a.protocol === 'HTTPS',
  ],
  [
    'the load balancer speaks TLS 1.2 and later alone',
    'aws_lb_listener',
    a =>
      text(a, 'ssl_policy')?.startsWith('ELBSecurityPolicy-TLS13-1-2') === true,
  ],
  [
    'the load balancer drops headers that are not valid',
    'aws_lb',
    a => a.drop_invalid_header_fields === true,
  ],
  [
    'the load balancer of production cannot be deleted',
    'aws_lb',
    a => a.enable_deletion_protection === true,
  ],
  [
    'what no path of a service leads to reaches no pod',
    'aws_lb_listener',
    (a, resources) =>
      resources.ofType('aws_lb_listener_rule').length === 0 ||
      blocks(a, 'default_action').every(
        ({ type }) => type === 'fixed-response',
      ),
  ],
  [
    'nothing but 443 is open to the internet',
    'aws_vpc_security_group_ingress_rule',
    a =>
      (a.cidr_ipv4 === undefined && a.prefix_list_id === undefined) ||
      (a.from_port === 443 && a.to_port === 443),
  ],
  [
    'visitors are sent to TLS',
    'aws_cloudfront_distribution',
    a =>
      block(a, 'default_cache_behavior').viewer_protocol_policy ===
      'redirect-to-https',
  ],
  [
    'visitors come by TLS 1.2 and later alone',
    'aws_cloudfront_distribution',
    a =>
      block(a, 'viewer_certificate').minimum_protocol_version ===
      'TLSv1.2_2021',
  ],
  [
    'browsers are told to be careful',
    'aws_cloudfront_distribution',
    a =>
      block(a, 'default_cache_behavior').response_headers_policy_id ===
      SECURITY_HEADERS,
  ],
  [
    'a firewall stands before CloudFront',
    'aws_cloudfront_distribution',
    (a, resources) =>
      resources.referenced(a, 'web_acl_id')?.attributes.scope === 'CLOUDFRONT',
  ],
  [
    'CloudFront speaks TLS to the load balancer',
    'aws_cloudfront_vpc_origin',
    a =>
      block(a, 'vpc_origin_endpoint_config').origin_protocol_policy ===
      'https-only',
  ],
  [
    'behind CloudFront the load balancer has no public address',
    'aws_lb',
    (a, resources) => !behindCloudFront(resources) || a.internal === true,
  ],
  [
    'behind CloudFront nobody else is let in',
    'aws_vpc_security_group_ingress_rule',
    (a, resources) => !behindCloudFront(resources) || a.cidr_ipv4 === undefined,
  ],
  [
    'behind CloudFront the limit is that of the address that was passed on',
    'aws_wafv2_web_acl',
    (a, resources) =>
      !behindCloudFront(resources) ||
      a.scope === 'CLOUDFRONT' ||
      blocks(a, 'rule').some(
        rule =>
          block(block(rule, 'statement'), 'rate_based_statement')
            .aggregate_key_type === 'FORWARDED_IP',
      ),
  ],
  [
    'the firewall keeps out countries that are blocked',
    'aws_wafv2_web_acl',
    (a, resources) =>
      !behindCloudFront(resources) || blocksBy(a, 'geo_match_statement'),
  ],
  [
    'what the firewall blocks is logged',
    'aws_wafv2_web_acl_logging_configuration',
    a => JSON.stringify(a.logging_filter).includes('"BLOCK"'),
  ],
  [
    'logs of the firewall hold nothing that lets somebody in',
    'aws_wafv2_web_acl_logging_configuration',
    a =>
      ['authorization', 'cookie'].every(header =>
        blocks(a, 'redacted_fields').some(
          field => block(field, 'single_header').name === header,
        ),
      ),
  ],
  [
    'the API slows its callers down',
    'aws_apigatewayv2_stage',
    a =>
      Number(block(a, 'default_route_settings').throttling_rate_limit) > 0 &&
      Number(block(a, 'default_route_settings').throttling_burst_limit) > 0,
  ],
  [
    'calls of the API are logged',
    'aws_apigatewayv2_stage',
    (a, resources) =>
      resources.referenced(block(a, 'access_log_settings'), 'destination_arn')
        ?.type === 'aws_cloudwatch_log_group',
  ],
  [
    'the API reaches the load balancer by a link into the network',
    'aws_apigatewayv2_integration',
    a => a.connection_type === 'VPC_LINK',
  ],
  [
    'the API speaks TLS to the load balancer and looks at its certificate',
    'aws_apigatewayv2_integration',
    a => text(block(a, 'tls_config'), 'server_name_to_verify') !== undefined,
  ],
];

describe('protections of the edge', () => {
  it.each(CHECKS)('%s', (...check) => {
    expect(unprotected(check)).toEqual([]);
  });
});
