import { aSpec } from '../__testUtils__/aSpec';
import { synthesized } from '../__testUtils__/synthesized';
import { withAttributes } from '../__testUtils__/withAttributes';
import { requestPath } from './requestPath';

const END = 'load balancer :443 -> target group :8080 -> pods';

describe('requestPath', () => {
  const both = synthesized(
    aSpec({ edge: { waf: {}, cloudFront: true, apiGateway: true } }),
  );

  it('should draw the ways through CloudFront and the API gateway to the same pods', () => {
    expect(requestPath(both)).toEqual([
      `people -> firewall -> CloudFront -> VPC origin -> firewall -> ${END}`,
      `programs -> API gateway -> VPC link -> firewall -> ${END}`,
    ]);
  });

  it('should begin at the load balancer where nothing stands before it', () => {
    expect(requestPath(synthesized(aSpec()))).toEqual([
      `people -> firewall -> ${END}`,
    ]);
  });

  it('should lead by path to the groups of services where there are any', () => {
    const services = [
      { name: 'user', paths: ['/v1/users', '/v1/keys'] },
      { name: 'order', paths: ['/v1/orders'] },
    ];
    const document = synthesized(aSpec({ edge: { waf: {}, services } }));
    expect(requestPath(document)).toEqual([
      'people -> firewall -> load balancer :443 -> rule of the path -> target group of the service :8080 -> pods',
    ]);
    const torn = withAttributes(
      document,
      'aws_lb_listener_rule.edge_path_v1_keys',
      { action: { type: 'forward', target_group_arn: 'gone' } },
    );
    expect(() => requestPath(torn)).toThrow('target_group_arn leads nowhere');
  });

  it('should draw nothing where there is no edge', () => {
    expect(requestPath(synthesized(aSpec({ edge: undefined })))).toEqual([]);
  });

  it('should show where a firewall is missing', () => {
    const open = withAttributes(
      both,
      'aws_cloudfront_distribution.edge_cdn_distribution',
      { web_acl_id: undefined },
    );
    expect(requestPath(open)[0]).toMatch(/^people -> CloudFront -> /);
  });

  it('should not draw a way that leads nowhere', () => {
    const torn = withAttributes(
      both,
      'aws_apigatewayv2_integration.edge_api_integration',
      { integration_uri: 'https://elsewhere.example.com' },
    );
    expect(() => requestPath(torn)).toThrow('integration_uri leads nowhere');
  });
});
