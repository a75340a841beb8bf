import { z } from 'zod/v4';

/** Controls that no line of text has; a store such as PostgreSQL refuses NUL. */
// eslint-disable-next-line no-control-regex -- control characters are what it refuses
const CONTROLS = /[\u0000-\u001f\u007f]/;

/** One line of text from a far end: bounded, not empty and without control characters. */
export function lineSchema(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine(text => !CONTROLS.test(text), {
      error: 'must be one line of text without control characters',
    });
}

/** A moment as ISO-8601 in UTC. */
export const timeSchema = z.iso.datetime();

/** A whole reference of an entity, such as `component:default/order-service`. */
export const entityRefSchema = lineSchema(300).regex(
  /^[a-z][a-z0-9]*:[^\s/:]+\/[^\s/:]+$/i,
  { error: 'must be a whole reference: kind:namespace/name' },
);

/** The key of an environment: the name of its Resource in the catalog. */
export const environmentKeySchema = lineSchema(63);

/** An address that may be opened: http(s), or a path of the portal. */
export const linkSchema = z
  .string()
  .max(2048)
  .regex(/^(\/(?![/\\])|https?:\/\/)/, {
    error: 'must be a path that starts with one / or an http(s) address',
  });

/** The hash of a commit, whole or shortened. */
export const commitSchema = z.string().regex(/^[0-9a-f]{7,64}$/, {
  error: 'must be 7 to 64 hexadecimal digits',
});

/** One value or several of the same parameter of a query, as a list. */
export function listOf<T>(item: z.ZodType<T>, max: number) {
  return z.preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).min(1).max(max).optional(),
  );
}
