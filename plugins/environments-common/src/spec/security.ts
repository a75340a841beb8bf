import { z } from 'zod/v4';
import type { ClassDefaults } from './classes';
import { fields } from './fields';

/** What is written down, and who may deploy. */
export function securitySchema({ security }: ClassDefaults) {
  return fields({
    /** Once an account is enough: a second trail costs by the event. */
    auditTrail: z.boolean().default(security.auditTrail),
    /** The repository on GitHub whose workflows may deploy here. */
    deployFrom: z
      .string()
      .regex(/^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}\/[\w.-]{1,100}$/, {
        error: 'must be a repository on GitHub, such as acme/platform',
      })
      .optional(),
  });
}
