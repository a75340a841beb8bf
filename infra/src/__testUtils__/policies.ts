import { z } from 'zod/v4';
import { text } from '../document/attributes';
import { Attributes } from '../document/TerraformDocument';

const documentSchema = z.object({
  Version: z.literal('2012-10-17'),
  Statement: z.array(z.record(z.string(), z.unknown())),
});

/** The statements of a policy that a resource holds as text. */
export function policyOf(
  attributes: Attributes,
  name = 'policy',
): Record<string, unknown>[] {
  return documentSchema.parse(JSON.parse(text(attributes, name) ?? ''))
    .Statement;
}
