import { z } from 'zod/v4';
import type { ClassDefaults } from './classes';
import { fields, repositorySchema } from './fields';

/** What is written down, and who may deploy. */
export function securitySchema({ security }: ClassDefaults) {
  return fields({
    /** Once an account is enough: a second trail costs by the event. */
    auditTrail: z.boolean().default(security.auditTrail),
    /** The repository on GitHub whose workflows may deploy here. */
    deployFrom: repositorySchema.optional(),
  });
}
