import { Attributes, TerraformDocument } from '../document/TerraformDocument';

/** The document with other attributes of one resource, which is added where it is not there. */
export function withAttributes(
  document: TerraformDocument,
  address: string,
  attributes: Attributes,
): TerraformDocument {
  const [type, name] = address.split('.');
  return {
    ...document,
    resource: {
      ...document.resource,
      [type]: {
        ...document.resource[type],
        [name]: { ...document.resource[type]?.[name], ...attributes },
      },
    },
  };
}
