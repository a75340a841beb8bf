import { z } from 'zod/v4';

/** Controls that no text has; line ends and tabs are not among them. PostgreSQL stores no NUL. */
// eslint-disable-next-line no-control-regex -- control characters are what it refuses
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Text of several lines that a person or a pipeline wrote. */
export function plainTextSchema(max: number) {
  return z
    .string()
    .max(max)
    .refine(text => !CONTROLS.test(text), {
      error: 'must be text without control characters',
    });
}
