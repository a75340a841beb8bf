import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { httpsOnly } from './httpsOnly';

const TLS = { minimum_protocol_version: 'TLSv1.2_2021' };

describe('httpsOnly', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(httpsOnly, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_lb_listener.l', { protocol: 'HTTPS', ssl_policy: '${var.policy}' }],
    [
      'aws_lb_listener.l',
      { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
    ],
    [
      'aws_lb_listener.l',
      {
        protocol: 'HTTP',
        default_action: [{ type: 'redirect', redirect: { protocol: 'HTTPS' } }],
      },
    ],
    ['aws_lb_listener.l', { protocol: '${var.protocol}' }],
    [
      'aws_cloudfront_distribution.d',
      {
        viewer_certificate: TLS,
        default_cache_behavior: { viewer_protocol_policy: 'https-only' },
      },
    ],
    [
      'aws_cloudfront_distribution.d',
      { viewer_certificate: { minimum_protocol_version: '${var.version}' } },
    ],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(httpsOnly, document)).toEqual([]);
  });

  const load_balancer_arn = '${aws_lb.b.arn}';
  const forward = [{ type: 'forward' }];
  const redirect = [{ type: 'redirect', redirect: { protocol: 'HTTPS' } }];

  it.each([
    [{ load_balancer_type: 'network' }, load_balancer_arn],
    [{ load_balancer_type: 'gateway' }, load_balancer_arn],
    [{ load_balancer_type: '${var.type}' }, load_balancer_arn],
    [{}, '${var.balancer}'],
    [{}, 'arn:aws:elasticloadbalancing:us-west-2:1:loadbalancer/net/a/b'],
  ])('should not take %j for HTTP where %s says nothing', (balancer, arn) => {
    const document = aDocument({
      'aws_lb.b': balancer,
      'aws_lb_listener.l': { load_balancer_arn: arn, default_action: forward },
    });
    expect(violationsIn(httpsOnly, document)).toEqual([]);
  });

  it.each([
    [{}, load_balancer_arn],
    [{ load_balancer_type: 'application' }, load_balancer_arn],
    [{}, 'arn:aws:elasticloadbalancing:us-west-2:1:loadbalancer/app/a/b'],
  ])('should take %j for HTTP where %s says nothing', (balancer, arn) => {
    const document = aDocument({
      'aws_lb.b': balancer,
      'aws_lb_listener.l': { load_balancer_arn: arn, default_action: forward },
    });
    expect(violationsIn(httpsOnly, document)).toEqual([
      { resource: 'aws_lb_listener.l', detail: 'It answers by HTTP.' },
    ]);
  });

  it.each([
    ['HTTP', forward, 1],
    ['HTTP', redirect, 0],
    ['HTTP', '${var.actions}', 0],
    ['HTTPS', forward, 0],
  ])(
    'should judge a rule of a listener of %s with %j',
    (protocol, action, n) => {
      const document = aDocument({
        'aws_lb_listener.l': {
          protocol,
          ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
          default_action: redirect,
        },
        'aws_lb_listener_rule.r': {
          listener_arn: '${aws_lb_listener.l.arn}',
          action,
        },
      });
      expect(violationsIn(httpsOnly, document)).toEqual(
        Array.from({ length: n }, () => ({
          resource: 'aws_lb_listener_rule.r',
          detail: 'It answers by HTTP.',
        })),
      );
    },
  );

  it.each([
    [
      'aws_lb_listener.l',
      { protocol: 'HTTP', default_action: [{ type: 'forward' }] },
      'It answers by HTTP.',
    ],
    [
      'aws_lb_listener.l',
      { protocol: 'HTTPS' },
      'ELBSecurityPolicy-2016-08 allows TLS 1.0 or 1.1.',
    ],
    [
      'aws_lb_listener.l',
      { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-0-2021-06' },
      'ELBSecurityPolicy-TLS13-1-0-2021-06 allows TLS 1.0 or 1.1.',
    ],
    [
      'aws_cloudfront_distribution.d',
      {
        viewer_certificate: TLS,
        ordered_cache_behavior: [{ viewer_protocol_policy: 'allow-all' }],
      },
      'It answers by HTTP.',
    ],
    [
      'aws_cloudfront_distribution.d',
      { viewer_certificate: { acm_certificate_arn: '${var.arn}' } },
      'It allows TLSv1.',
    ],
    [
      'aws_cloudfront_distribution.d',
      { viewer_certificate: { cloudfront_default_certificate: true, ...TLS } },
      'It allows TLSv1.',
    ],
    [
      'aws_cloudfront_distribution.d',
      {
        viewer_certificate: TLS,
        origin: {
          custom_origin_config: { origin_protocol_policy: 'http-only' },
        },
      },
      'It asks its origin by HTTP: http-only.',
    ],
    [
      'aws_cloudfront_vpc_origin.o',
      {
        vpc_origin_endpoint_config: {
          origin_ssl_protocols: { items: ['TLSv1', 'TLSv1.2'] },
        },
      },
      'It asks its origin by TLSv1.',
    ],
  ])('should find %j', (address, attributes, detail) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(httpsOnly, document)).toEqual([
      { resource: address, detail },
    ]);
  });
});
