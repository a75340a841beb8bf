import { z } from 'zod/v4';

/** Whether a text holds a control character, which no field of a spec may. */
export function hasControlCharacters(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
    if (code === 0x2028 || code === 0x2029) return true;
  }
  return false;
}

/** An object in which an unknown field is an issue that lists the fields there are. */
export function fields<T extends z.core.$ZodLooseShape>(shape: T) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `is not a field here; the fields are ${known.join(', ')}`
        : undefined,
  });
}

/** A whole number within limits, both inclusive. */
export function wholeNumber(min: number, max: number) {
  return z
    .number()
    .int({ error: 'must be a whole number' })
    .min(min, { error: `must be at least ${min}` })
    .max(max, { error: `must be at most ${max}` });
}

/** The name of a part of an environment, which its full names are made of. */
export const partNameSchema = z
  .string()
  .regex(/^[a-z]([a-z0-9]|-(?!-)){0,22}[a-z0-9]$/, {
    error:
      'must have 2 to 24 lower-case letters, digits and single hyphens, and start with a letter',
  });

/** A repository on GitHub. */
export const repositorySchema = z
  .string()
  .regex(/^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}\/[\w.-]{1,100}$/, {
    error: 'must be a repository on GitHub, such as acme/platform',
  });

/** One line of text without control characters. */
export function lineOfText(max: number) {
  return z
    .string()
    .max(max, { error: `must have at most ${max} characters` })
    .refine(text => !hasControlCharacters(text), {
      error: 'must be one line without control characters',
    });
}

/** A list whose length is limited and whose entries differ in the given key. */
export function listOf<T extends z.ZodType>(
  item: T,
  { max, min = 0, by }: { max: number; min?: number; by?: string },
) {
  return z
    .array(item)
    .min(min, {
      error: `must have at least ${min} ${min === 1 ? 'entry' : 'entries'}`,
    })
    .max(max, { error: `must have at most ${max} entries` })
    .superRefine((entries, context) => {
      const seen = new Map<unknown, number>();
      entries.forEach((entry, index) => {
        const key = by === undefined ? entry : valueAt(entry, by);
        const first = seen.get(key);
        if (first === undefined) {
          seen.set(key, index);
          return;
        }
        context.addIssue({
          code: 'custom',
          path: by === undefined ? [index] : [index, by],
          message: `repeats entry ${first}; each must be there once`,
        });
      });
    });
}

function valueAt(entry: unknown, key: string): unknown {
  return typeof entry === 'object' && entry !== null
    ? Object.entries(entry).find(([name]) => name === key)?.[1]
    : undefined;
}
