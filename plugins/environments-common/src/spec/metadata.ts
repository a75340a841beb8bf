import { z } from 'zod/v4';
import { environmentNameIssues } from '../names';
import { fields, lineOfText } from './fields';

/** The name of an environment, with every broken rule as an issue of its own. */
export const environmentNameSchema = z.string().superRefine((name, context) => {
  for (const { message } of environmentNameIssues(name)) {
    context.addIssue({ code: 'custom', message });
  }
});

/** A reference to the group or the person who owns something, in lower case. */
export const ownerRefSchema = z
  .string()
  .max(200, { error: 'must have at most 200 characters' })
  .regex(/^(group|user):[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9._-]*$/, {
    error:
      'must be a group or a user in lower case, such as group:default/platform',
  });

/** The head of a spec. */
export const metadataSchema = fields({
  name: environmentNameSchema,
  owner: ownerRefSchema,
  description: lineOfText(200).default(''),
});
