import { ResourceIndex } from '../document/ResourceIndex';
import { listReferences, texts } from '../document/attributes';
import { TerraformResource } from '../document/TerraformDocument';

/** The databases of a document. */
export function databasesOf(resources: ResourceIndex): TerraformResource[] {
  return resources.ofType('aws_db_instance');
}

/** All that databases run as, in a network: databases, and the clusters and machines of Aurora. */
export function databasesInNetworks(
  resources: ResourceIndex,
): TerraformResource[] {
  return [
    ...databasesOf(resources),
    ...resources.ofType('aws_rds_cluster'),
    ...resources.ofType('aws_rds_cluster_instance'),
  ];
}

/** The databases that hold their own data; a replica is made anew from one of them. */
export function primariesOf(resources: ResourceIndex): TerraformResource[] {
  return databasesOf(resources).filter(
    ({ attributes }) => attributes.replicate_source_db === undefined,
  );
}

/** The clusters of Aurora that hold their own data. */
export function primaryClustersOf(
  resources: ResourceIndex,
): TerraformResource[] {
  return resources
    .ofType('aws_rds_cluster')
    .filter(
      ({ attributes }) =>
        attributes.replication_source_identifier === undefined,
    );
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
