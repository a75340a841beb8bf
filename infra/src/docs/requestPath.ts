import { block, blocks, number, reference } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';
import {
  TerraformDocument,
  TerraformResource,
} from '../document/TerraformDocument';

/** Follows the references of a document from where a request arrives to the pods. */
class Follower {
  readonly #index: ResourceIndex;

  constructor(document: TerraformDocument) {
    this.#index = ResourceIndex.of(document);
  }

  people(): string[] {
    const [distribution] = this.#index.ofType('aws_cloudfront_distribution');
    if (!distribution) {
      const [balancer] = this.#index.ofType('aws_lb');
      return ['people', ...this.#fromBalancer(balancer)];
    }
    const [origin = {}] = blocks(distribution.attributes, 'origin');
    const vpcOrigin = this.#follow(
      block(origin, 'vpc_origin_config'),
      'vpc_origin_id',
    );
    const balancer = this.#follow(
      block(vpcOrigin.attributes, 'vpc_origin_endpoint_config'),
      'arn',
    );
    const firewall = reference(distribution.attributes, 'web_acl_id');
    return [
      'people',
      ...(firewall ? ['firewall'] : []),
      'CloudFront',
      'VPC origin',
      ...this.#fromBalancer(balancer),
    ];
  }

  programs(): string[] | undefined {
    const [route] = this.#index.ofType('aws_apigatewayv2_route');
    if (!route) return undefined;
    const { attributes: integration } = this.#follow(
      route.attributes,
      'target',
    );
    this.#follow(integration, 'connection_id');
    const listener = this.#follow(integration, 'integration_uri');
    const balancer = this.#follow(listener.attributes, 'load_balancer_arn');
    return [
      'programs',
      'API gateway',
      'VPC link',
      ...this.#fromBalancer(balancer),
    ];
  }

  #fromBalancer(balancer: TerraformResource): string[] {
    const [listener] = this.#pointingAt(
      balancer,
      'aws_lb_listener',
      'load_balancer_arn',
    );
    if (!listener) throw new Error(`Nothing listens at ${balancer.address}`);
    const firewalls = this.#pointingAt(
      balancer,
      'aws_wafv2_web_acl_association',
      'resource_arn',
    );
    return [
      ...(firewalls.length > 0 ? ['firewall'] : []),
      `load balancer :${number(listener.attributes, 'port')}`,
      ...this.#fromListener(listener),
      'pods',
    ];
  }

  /** To one group by default, or by path to those of services. */
  #fromListener(listener: TerraformResource): string[] {
    const rules = this.#pointingAt(
      listener,
      'aws_lb_listener_rule',
      'listener_arn',
    );
    const actions =
      rules.length === 0
        ? [block(listener.attributes, 'default_action')]
        : rules.map(({ attributes }) => block(attributes, 'action'));
    const groups = actions.map(action =>
      this.#follow(action, 'target_group_arn'),
    );
    const port = number(groups[0].attributes, 'port');
    return rules.length === 0
      ? [`target group :${port}`]
      : ['rule of the path', `target group of the service :${port}`];
  }

  #pointingAt(
    { address }: TerraformResource,
    type: string,
    attribute: string,
  ): TerraformResource[] {
    return this.#index
      .ofType(type)
      .filter(({ attributes }) => reference(attributes, attribute) === address);
  }

  #follow(
    attributes: Parameters<typeof reference>[0],
    name: string,
  ): TerraformResource {
    const found = this.#index.referenced(attributes, name);
    if (!found) throw new Error(`${name} leads nowhere`);
    return found;
  }
}

/**
 * Draws the ways that requests take to the pods of an environment, one a line,
 * by following what its document refers to; nothing where it has no edge.
 */
export function requestPath(document: TerraformDocument): string[] {
  if (ResourceIndex.of(document).ofType('aws_lb').length === 0) return [];
  const follower = new Follower(document);
  return [follower.people(), follower.programs()]
    .filter(way => way !== undefined)
    .map(way => way.join(' -> '));
}
