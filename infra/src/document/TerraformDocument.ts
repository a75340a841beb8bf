import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';

const attributesSchema = z.record(z.string(), z.unknown());

const documentSchema = z.looseObject({
  terraform: z.looseObject({}).optional(),
  provider: attributesSchema.optional(),
  data: z.record(z.string(), z.record(z.string(), attributesSchema)).optional(),
  resource: z
    .record(z.string(), z.record(z.string(), attributesSchema))
    .default({}),
});

/** The attributes of a resource, as Terraform's JSON syntax writes them. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A Terraform configuration in JSON: the content of a `cdk.tf.json`. */
export type TerraformDocument = Readonly<z.output<typeof documentSchema>>;

/** One resource of a document, with the module that it belongs to. */
export interface TerraformResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly module: string;
  readonly attributes: Attributes;
}

/** What resources belong to when a document does not tell their module. */
export const OTHER_MODULE = 'other';

/** Reads a document, or says which part of it is no Terraform configuration. */
export function parseTerraformDocument(value: unknown): TerraformDocument {
  const result = documentSchema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue.path.join('.') || 'the file';
    throw new InputError(
      `Not a Terraform configuration in JSON: ${where}: ${issue.message}`,
    );
  }
  return result.data;
}

const pathSchema = z.object({ metadata: z.object({ path: z.string() }) });

/** The second part of a construct's path is the module: `dev/network/vpc`. */
function moduleOf(attributes: Attributes): string {
  const note = pathSchema.safeParse(attributes['//']);
  const parts = note.success ? note.data.metadata.path.split('/') : [];
  return parts.length > 2 ? parts[1] : OTHER_MODULE;
}

/** Lists the resources of a document by address. */
export function listResources(
  document: TerraformDocument,
): TerraformResource[] {
  return Object.entries(document.resource)
    .flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, attributes]) => ({
        address: `${type}.${name}`,
        type,
        name,
        module: moduleOf(attributes),
        attributes,
      })),
    )
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}
