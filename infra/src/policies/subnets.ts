import { reference } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';

/** The subnets from which a route leads to the internet. */
export function routedSubnets(resources: ResourceIndex): ReadonlySet<string> {
  const open = new Set(
    resources
      .ofType('aws_route')
      .filter(({ attributes }) =>
        ['gateway_id', 'nat_gateway_id'].some(name => name in attributes),
      )
      .flatMap(
        ({ attributes }) => reference(attributes, 'route_table_id') ?? [],
      ),
  );
  return new Set(
    resources
      .ofType('aws_route_table_association')
      .filter(({ attributes }) =>
        open.has(reference(attributes, 'route_table_id') ?? ''),
      )
      .flatMap(({ attributes }) => reference(attributes, 'subnet_id') ?? []),
  );
}
