import { reference, text } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';
import { TerraformResource } from '../document/TerraformDocument';

/** The resources of a type that belong to another one, by the argument that names it. */
export function companionsOf(
  owner: TerraformResource,
  { type, argument }: { readonly type: string; readonly argument: string },
  resources: ResourceIndex,
): TerraformResource[] {
  const name = text(owner.attributes, argument);
  return resources
    .ofType(type)
    .filter(
      ({ attributes }) =>
        reference(attributes, argument) === owner.address ||
        (name !== undefined && text(attributes, argument) === name),
    );
}

/** What says something of a bucket: its policy, its encryption, who owns what is in it. */
export function bucketCompanions(
  bucket: TerraformResource,
  type: string,
  resources: ResourceIndex,
): TerraformResource[] {
  return companionsOf(bucket, { type, argument: 'bucket' }, resources);
}
