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
