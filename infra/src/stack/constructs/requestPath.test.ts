import { aSpec } from '../../__testUtils__/aSpec';
import {
  only,
  resourcesOf,
  synthesized,
} from '../../__testUtils__/synthesized';
import { block, blocks, reference, text } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { Attributes } from '../../document/TerraformDocument';

const DOMAIN = 'shop.example.com';
const LOAD_BALANCER = 'aws_lb.edge_load-balancer';
const LISTENER = 'aws_lb_listener.edge_https';
const ACCESS = 'aws_security_group.edge_access';
const NODES = 'aws_eks_cluster.cluster_cluster';

const spec = aSpec({
  edge: { waf: {}, cloudFront: true, apiGateway: true, domainName: DOMAIN },
});

function attributesOf(resources: ResourceIndex, address: string): Attributes {
  const resource = resources.get(address);
  if (!resource) throw new Error(`There is no ${address}`);
  return resource.attributes;
}

/** Who may come into a group, and on which port. */
function ingressOf(resources: ResourceIndex, group: string) {
  return resources
    .ofType('aws_vpc_security_group_ingress_rule')
    .map(({ attributes }) => attributes)
    .filter(a => reference(a, 'security_group_id') === group)
    .map(a => [
      a.cidr_ipv4 ??
        a.prefix_list_id ??
        reference(a, 'referenced_security_group_id'),
      a.from_port,
      a.to_port,
    ]);
}

/** Where a group may go, and on which port. */
function egressOf(resources: ResourceIndex, group: string) {
  return resources
    .ofType('aws_vpc_security_group_egress_rule')
    .map(({ attributes }) => attributes)
    .filter(a => reference(a, 'security_group_id') === group)
    .map(a => [reference(a, 'referenced_security_group_id'), a.from_port]);
}

describe('the way of a request', () => {
  const resources = resourcesOf(spec);

  it('should lead people through CloudFront to a load balancer without a public address', () => {
    const { attributes } = only(resources, 'aws_cloudfront_distribution');
    expect(attributes).toMatchObject({
      aliases: [DOMAIN],
      default_cache_behavior: {
        viewer_protocol_policy: 'redirect-to-https',
        target_origin_id: 'load-balancer',
      },
      viewer_certificate: {
        ssl_support_method: 'sni-only',
        minimum_protocol_version: 'TLSv1.2_2021',
      },
    });
    const [origin, ...others] = blocks(attributes, 'origin');
    expect(others).toEqual([]);
    expect(origin.custom_origin_config).toBe(undefined);
    const vpcOrigin = resources.referenced(
      block(origin, 'vpc_origin_config'),
      'vpc_origin_id',
    );
    const endpoint = block(
      vpcOrigin?.attributes ?? {},
      'vpc_origin_endpoint_config',
    );
    expect(endpoint).toMatchObject({ origin_protocol_policy: 'https-only' });
    expect(reference(endpoint, 'arn')).toBe(LOAD_BALANCER);
    expect(attributesOf(resources, LOAD_BALANCER)).toMatchObject({
      internal: true,
      subnets: ['a', 'b', 'c'].map(
        zone => `\${aws_subnet.network_subnets_private-us-west-2${zone}.id}`,
      ),
    });
  });

  it('should lead programs through the API gateway and its link to the same load balancer', () => {
    const { attributes: route } = only(resources, 'aws_apigatewayv2_route');
    expect(route.route_key).toBe('$default');
    const integration = resources.referenced(route, 'target')?.attributes ?? {};
    expect(integration).toMatchObject({
      integration_type: 'HTTP_PROXY',
      connection_type: 'VPC_LINK',
      tls_config: { server_name_to_verify: DOMAIN },
    });
    expect(reference(integration, 'integration_uri')).toBe(LISTENER);
    const link = resources.referenced(integration, 'connection_id');
    expect(link?.attributes.security_group_ids).toEqual([
      '${aws_security_group.edge_api_access.id}',
    ]);
    expect(egressOf(resources, 'aws_security_group.edge_api_access')).toEqual([
      [ACCESS, 443],
    ]);
  });

  it('should let CloudFront and the link in, and nobody else', () => {
    expect(ingressOf(resources, ACCESS)).toEqual([
      ['aws_security_group.edge_api_access', 443, 443],
      ['${data.aws_ec2_managed_prefix_list.edge_cloudfront.id}', 443, 443],
    ]);
    expect(
      synthesized(spec).data?.aws_ec2_managed_prefix_list?.edge_cloudfront,
    ).toMatchObject({
      name: 'com.amazonaws.global.cloudfront.origin-facing',
    });
  });

  it('should end at the pods that register behind the load balancer', () => {
    const listener = attributesOf(resources, LISTENER);
    expect(reference(listener, 'load_balancer_arn')).toBe(LOAD_BALANCER);
    const targets = resources.referenced(
      blocks(listener, 'default_action')[0],
      'target_group_arn',
    );
    expect(targets?.attributes).toMatchObject({
      target_type: 'ip',
      port: 8080,
    });
    expect(egressOf(resources, ACCESS)).toEqual([[NODES, 8080]]);
    expect(ingressOf(resources, NODES)).toContainEqual([ACCESS, 8080, 8080]);
  });

  it('should slow programs down, and write down who called', () => {
    const { attributes } = only(resources, 'aws_apigatewayv2_stage');
    expect(attributes).toMatchObject({
      auto_deploy: true,
      default_route_settings: {
        throttling_rate_limit: 100,
        throttling_burst_limit: 200,
      },
    });
    const logs = resources.referenced(
      block(attributes, 'access_log_settings'),
      'destination_arn',
    );
    expect(logs?.attributes).toMatchObject({
      name: '/portico/dev/api',
      retention_in_days: 7,
      kms_key_id: '${aws_kms_key.security_key.arn}',
    });
  });
});

describe('the firewall of CloudFront', () => {
  const resources = resourcesOf(spec);
  const acls = resources.ofType('aws_wafv2_web_acl');

  function rateOf(address: string) {
    const [rule] = blocks(attributesOf(resources, address), 'rule');
    return block(block(rule, 'statement'), 'rate_based_statement');
  }

  it('should be kept in us-east-1 and named by the distribution, without an association', () => {
    expect(acls.map(({ attributes: a }) => [a.scope, a.provider])).toEqual([
      ['CLOUDFRONT', 'aws.global'],
      ['REGIONAL', undefined],
    ]);
    expect(
      text(
        only(resources, 'aws_cloudfront_distribution').attributes,
        'web_acl_id',
      ),
    ).toBe('${aws_wafv2_web_acl.edge_cdn-firewall_web-acl.arn}');
    expect(
      reference(
        only(resources, 'aws_wafv2_web_acl_association').attributes,
        'resource_arn',
      ),
    ).toBe(LOAD_BALANCER);
    expect(synthesized(spec).provider?.aws).toMatchObject([
      { region: 'us-west-2' },
      { region: 'us-east-1', alias: 'global' },
    ]);
  });

  it('should have a certificate of us-east-1, and the load balancer one of its region', () => {
    expect(
      resources
        .ofType('aws_acm_certificate')
        .map(({ address, attributes: a }) => [address, a.provider]),
    ).toEqual([
      ['aws_acm_certificate.edge_certificate_certificate', undefined],
      ['aws_acm_certificate.edge_viewer_certificate_certificate', 'aws.global'],
    ]);
  });

  it('should count addresses of people, before CloudFront and behind it', () => {
    expect(rateOf('aws_wafv2_web_acl.edge_cdn-firewall_web-acl')).toMatchObject(
      { limit: 2000, aggregate_key_type: 'IP' },
    );
    expect(rateOf('aws_wafv2_web_acl.edge_firewall_web-acl')).toMatchObject({
      limit: 2000,
      aggregate_key_type: 'FORWARDED_IP',
      forwarded_ip_config: {
        header_name: 'X-Forwarded-For',
        fallback_behavior: 'MATCH',
      },
    });
  });

  it('should log in us-east-1, where the key of the environment is not', () => {
    expect(
      resources.get('aws_cloudwatch_log_group.edge_cdn-firewall_log_log-group')
        ?.attributes,
    ).toMatchObject({ name: 'aws-waf-logs-dev', provider: 'aws.global' });
    expect(
      resources.get('aws_cloudwatch_log_group.edge_cdn-firewall_log_log-group')
        ?.attributes.kms_key_id,
    ).toBe(undefined);
  });

  it('should give both providers the same tags', () => {
    const [near, global] = blocks(synthesized(spec).provider ?? {}, 'aws');
    expect(global.default_tags).toEqual(near.default_tags);
  });
});

describe('an edge without CloudFront', () => {
  it('should ask the pipeline for a name and two certificates where the spec names no domain', () => {
    const { variable } = synthesized(
      aSpec({ edge: { waf: {}, cloudFront: true } }),
    );
    expect(Object.keys(variable ?? {}).sort()).toEqual([
      'edge_certificate_arn',
      'edge_domain_name',
      'edge_viewer_certificate_arn',
    ]);
  });

  it('should have no second provider, no distribution and no gateway', () => {
    const resources = resourcesOf(aSpec());
    expect(resources.ofType('aws_cloudfront_distribution')).toEqual([]);
    expect(resources.ofType('aws_apigatewayv2_api')).toEqual([]);
    expect(synthesized(aSpec()).provider?.aws).toHaveLength(1);
  });
});
