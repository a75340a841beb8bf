import { ResourceIndex } from '../document/ResourceIndex';
import { reference, texts } from '../document/attributes';
import { TerraformResource } from '../document/TerraformDocument';

/** The databases of a document. */
export function databasesOf(resources: ResourceIndex): TerraformResource[] {
  return resources.ofType('aws_db_instance');
}

/** The databases that hold their own data; a replica is made anew from one of them. */
export function primariesOf(resources: ResourceIndex): TerraformResource[] {
  return databasesOf(resources).filter(
    ({ attributes }) => attributes.replicate_source_db === undefined,
  );
}

/** The addresses that a list of references names. */
export function listReferences(values: readonly string[]): string[] {
  return values.flatMap(value => reference({ value }, 'value') ?? []);
}

/** The security groups of a database. */
export function groupsOf({ attributes }: TerraformResource): string[] {
  return listReferences(texts(attributes, 'vpc_security_group_ids'));
}

/** The subnets that a database may be placed in. */
export function subnetsOf(
  { attributes }: TerraformResource,
  resources: ResourceIndex,
): string[] {
  // A replica lies where its source lies.
  const source = resources.referenced(attributes, 'replicate_source_db');
  const group = resources.referenced(
    source?.attributes ?? attributes,
    'db_subnet_group_name',
  );
  return group ? listReferences(texts(group.attributes, 'subnet_ids')) : [];
}

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
