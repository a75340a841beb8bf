import { z } from 'zod/v4';
import { apiVersionSchema } from '../spec/apiVersion';
import { fields, listOf, repositorySchema } from '../spec/fields';
import { environmentNameSchema, metadataSchema } from '../spec/metadata';
import { regionSchema } from '../spec/region';
import { tagsSchema } from '../spec/tags';

const policyArnSchema = z
  .string()
  .regex(/^arn:aws:iam::(aws|\d{12}):policy\/[\w+=,.@/-]{1,200}$/, {
    error:
      'must be the ARN of a policy, such as arn:aws:iam::aws:policy/AdministratorAccess',
  });

/** Who may run Terraform: workflows of one repository, with a role for each environment. */
const provisionSchema = fields({
  repository: repositorySchema,
  environments: listOf(environmentNameSchema, { min: 1, max: 50 }),
  /** What the roles may do beyond their own state; whoever makes roles can in the end do all. */
  policyArns: listOf(policyArnSchema, { min: 1, max: 10 }),
});

/** What an account needs once, before its first environment. */
export const bootstrapSpecSchema = fields({
  apiVersion: apiVersionSchema,
  kind: z.literal('Bootstrap', { error: 'must be Bootstrap' }),
  metadata: metadataSchema,
  spec: fields({
    region: regionSchema,
    /** Where its own state is: on the machine that applies it, until the bucket is there. */
    state: z.enum(['local', 'bucket']).default('local'),
    provision: provisionSchema.optional(),
    /** Whether Cost Explorer shall know the tags; only the account that pays can say so. */
    costTags: z.boolean().default(false),
    tags: tagsSchema.default({}),
  }),
});

/** The desired state of what an account needs once, with every default filled in. */
export type BootstrapSpec = z.output<typeof bootstrapSpecSchema>;
