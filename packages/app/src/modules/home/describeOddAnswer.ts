import type { z } from 'zod/v4';

/** An answer of another shape is named, not guessed. */
export function describeOddAnswer(
  error: z.ZodError,
  plugin = 'environments',
): Error {
  const { path, message } = error.issues[0];
  return new Error(
    `The ${plugin} backend answered something this page can't read, at ${path.join(
      '.',
    )}: ${message}. Are both of the same version?`,
  );
}
