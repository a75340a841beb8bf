import {
  block,
  blocks,
  flag,
  isExpression,
  text,
  texts,
} from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
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

/** Whether a listener belongs to an application load balancer, as far as that is known. */
function isOfApplication(
  attributes: Attributes,
  resources: ResourceIndex,
): boolean {
  const balancer = resources.referenced(attributes, 'load_balancer_arn');
  return balancer
    ? (balancer.attributes.load_balancer_type ?? 'application') ===
        'application'
    : (text(attributes, 'load_balancer_arn') ?? '').includes(
        ':loadbalancer/app/',
      );
}

/** The protocol of a listener; the provider makes HTTP of none at all for an application load balancer. */
function protocolOf(
  attributes: Attributes,
  resources: ResourceIndex,
): string | undefined {
  const protocol = attributes.protocol ?? undefined;
  if (protocol === undefined && isOfApplication(attributes, resources)) {
    return 'HTTP';
  }
  return text(attributes, 'protocol');
}

/** Whether what is done with a request may be something else than sending it to HTTPS. */
function answers(attributes: Attributes, name: string): boolean {
  return blocks(attributes, name).some(action => {
    const to = text(block(action, 'redirect'), 'protocol');
    return to !== 'HTTPS' && ![to, action.redirect].some(isExpression);
  });
}

function listener(attributes: Attributes, resources: ResourceIndex): string[] {
  const protocol = protocolOf(attributes, resources);
  if (protocol === 'HTTP') {
    return answers(attributes, 'default_action') ? ['It answers by HTTP.'] : [];
  }
  if (protocol !== 'HTTPS' && protocol !== 'TLS') return [];
  const policy = text(attributes, 'ssl_policy') ?? DEFAULT_POLICY;
  return OLD_POLICY.test(policy) ? [`${policy} allows TLS 1.0 or 1.1.`] : [];
}

function listenerRule(
  attributes: Attributes,
  resources: ResourceIndex,
): string[] {
  const owner = resources.referenced(attributes, 'listener_arn');
  const isPlain = owner && protocolOf(owner.attributes, resources) === 'HTTP';
  return isPlain && answers(attributes, 'action')
    ? ['It answers by HTTP.']
    : [];
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
    ...(OLD_VIEWERS.includes(version) &&
    !isExpression(attributes.viewer_certificate)
      ? [`It allows ${version}.`]
      : []),
    ...blocks(attributes, 'origin').flatMap(origin =>
      origins(origin, 'custom_origin_config'),
    ),
  ];
}

const CHECKS: Readonly<
  Record<string, (attributes: Attributes, resources: ResourceIndex) => string[]>
> = {
  aws_lb_listener: listener,
  aws_lb_listener_rule: listenerRule,
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
          violationsFrom(address, openings(attributes, resources)),
        ),
    ),
};
