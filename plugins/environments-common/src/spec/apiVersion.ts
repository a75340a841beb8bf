import { z } from 'zod/v4';

/** The version of the file format. */
export const SPEC_API_VERSION = 'portico.dev/v1';

/** The first line of every file. */
export const apiVersionSchema = z.literal(SPEC_API_VERSION, {
  error: `must be ${SPEC_API_VERSION}`,
});
