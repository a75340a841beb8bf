import {
  block,
  blocks,
  flag,
  isExpression,
  text,
  texts,
} from '../../document/attributes';
import { Attributes } from '../../document/TerraformDocument';
import { PolicyRule, violationsFrom } from '../PolicyRule';

/**
 * Policies of load balancers that still talk TLS 1.0 or 1.1; the first is what a
 * listener has where it names none.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const OLD_POLICY =
  /^ELBSecurityPolicy-(2016-08|2015-05|TLS-1-[01]-|TLS13-1-[01]-|FS-2018-06|FS-1-1-)/;
const DEFAULT_POLICY = 'ELBSecurityPolicy-2016-08';

/** Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html */
const OLD_VIEWERS = ['SSLv3', 'TLSv1', 'TLSv1_2016', 'TLSv1.1_2016'];
const OLD_ORIGINS = ['SSLv3', 'TLSv1', 'TLSv1.1'];

function listener(attributes: Attributes): string[] {
  const protocol = text(attributes, 'protocol');
  if (protocol === 'HTTP') {
    const redirects = blocks(attributes, 'default_action').every(action => {
      const to = text(block(action, 'redirect'), 'protocol');
      return to === 'HTTPS' || isExpression(to);
    });
    return redirects ? [] : ['It answers by HTTP.'];
  }
  if (protocol !== 'HTTPS' && protocol !== 'TLS') return [];
  const policy = text(attributes, 'ssl_policy') ?? DEFAULT_POLICY;
  return OLD_POLICY.test(policy) ? [`${policy} allows TLS 1.0 or 1.1.`] : [];
}

function origins(attributes: Attributes, name: string): string[] {
  return blocks(attributes, name).flatMap(origin => {
    const policy = text(origin, 'origin_protocol_policy') ?? '';
    const versions = [
      ...texts(origin, 'origin_ssl_protocols'),
      ...blocks(origin, 'origin_ssl_protocols').flatMap(inner =>
        texts(inner, 'items'),
      ),
    ].filter(version => OLD_ORIGINS.includes(version));
    return [
      ...(['http-only', 'match-viewer'].includes(policy)
        ? [`It asks its origin by HTTP: ${policy}.`]
        : []),
      ...(versions.length > 0
        ? [`It asks its origin by ${versions.join(', ')}.`]
        : []),
    ];
  });
}

function distribution(attributes: Attributes): string[] {
  const behaviours = [
    ...blocks(attributes, 'default_cache_behavior'),
    ...blocks(attributes, 'ordered_cache_behavior'),
  ];
  const viewer = block(attributes, 'viewer_certificate');
  const version = flag(viewer, 'cloudfront_default_certificate')
    ? 'TLSv1'
    : text(viewer, 'minimum_protocol_version') ?? 'TLSv1';
  return [
    ...(behaviours.some(
      behaviour => text(behaviour, 'viewer_protocol_policy') === 'allow-all',
    )
      ? ['It answers by HTTP.']
      : []),
    ...(OLD_VIEWERS.includes(version) ? [`It allows ${version}.`] : []),
    ...blocks(attributes, 'origin').flatMap(origin =>
      origins(origin, 'custom_origin_config'),
    ),
  ];
}

const CHECKS: Readonly<Record<string, (attributes: Attributes) => string[]>> = {
  aws_lb_listener: listener,
  aws_cloudfront_distribution: distribution,
  aws_cloudfront_vpc_origin: attributes =>
    origins(attributes, 'vpc_origin_endpoint_config'),
};

/** Customers, CloudFront and load balancers talk to each other by HTTPS, and by no old TLS. */
export const httpsOnly: PolicyRule = {
  id: 'https-only',
  severity: 'blocker',
  title: 'The way to the shop must be HTTPS, with TLS 1.2 or later',
  why: 'What goes by HTTP can be read and changed on the way, passwords included; TLS 1.0 and 1.1 are broken.',
  fix: 'Listen by HTTPS with a policy such as ELBSecurityPolicy-TLS13-1-2-2021-06, and redirect HTTP to it.',
  check: ({ resources }) =>
    Object.entries(CHECKS).flatMap(([type, openings]) =>
      resources
        .ofType(type)
        .flatMap(({ address, attributes }) =>
          violationsFrom(address, openings(attributes)),
        ),
    ),
};
