import { blocks, isExpression, reference } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';
import { Attributes } from '../document/TerraformDocument';
import { isEverywhere } from './ingress';

/** What leads to the internet, by the argument of a route that names it. */
const TO_INTERNET = ['gateway_id', 'nat_gateway_id', 'egress_only_gateway_id'];

/** What may lead there as well: networks that are connected mostly have a way out of their own. */
const OUTSIDE = [...TO_INTERNET, 'transit_gateway_id'];

/** The arguments that say where a route leads, on its own and within its table. */
const DESTINATIONS = [
  'cidr_block',
  'destination_cidr_block',
  'destination_ipv6_cidr_block',
  'ipv6_cidr_block',
];

/** The routes of a table, written apart from it or within. */
function routesOf(table: string, resources: ResourceIndex): Attributes[] {
  const apart = resources
    .ofType('aws_route')
    .map(({ attributes }) => attributes)
    .filter(attributes => reference(attributes, 'route_table_id') === table);
  return [...apart, ...blocks(resources.get(table)?.attributes ?? {}, 'route')];
}

function destinationsOf(route: Attributes): string[] {
  return DESTINATIONS.map(name => route[name]).filter(
    cidr => typeof cidr === 'string',
  );
}

/** Whether the routes of a table are known as a whole. */
function isKnown(table: string, resources: ResourceIndex): boolean {
  const attributes = resources.get(table)?.attributes;
  return attributes !== undefined && !isExpression(attributes.route);
}

function subnetsWhere(
  holds: (table: string) => boolean,
  resources: ResourceIndex,
): ReadonlySet<string> {
  return new Set(
    resources
      .ofType('aws_route_table_association')
      .filter(({ attributes }) =>
        holds(reference(attributes, 'route_table_id') ?? ''),
      )
      .flatMap(({ attributes }) => reference(attributes, 'subnet_id') ?? []),
  );
}

/** The subnets from which a route is known to lead to the internet. */
export function subnetsOpenToInternet(
  resources: ResourceIndex,
): ReadonlySet<string> {
  return subnetsWhere(
    table =>
      routesOf(table, resources).some(
        route =>
          TO_INTERNET.some(name => route[name]) &&
          destinationsOf(route).some(isEverywhere),
      ),
    resources,
  );
}

/** The subnets that have a way out of their network, or may have one that nobody knows yet. */
export function subnetsWithWayOut(
  resources: ResourceIndex,
): ReadonlySet<string> {
  return subnetsWhere(
    table =>
      !isKnown(table, resources) ||
      routesOf(table, resources).some(
        route =>
          OUTSIDE.some(name => route[name]) &&
          destinationsOf(route).some(
            cidr => isEverywhere(cidr) || isExpression(cidr),
          ),
      ),
    resources,
  );
}
