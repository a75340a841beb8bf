import { z } from 'zod/v4';
import { formatTime, GitSignature } from '../git/gitObjects';
import { isObjectId } from '../git/names';

/** Standard base64, as clients send file contents; decoded. */
export const base64Schema = z.string().transform((text, context) => {
  const compact = text.replace(/[\r\n]/g, '');
  const unpadded = compact.replace(/={0,2}$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(unpadded) || unpadded.length % 4 === 1) {
    context.addIssue({ code: 'custom', message: 'is not valid Base64' });
    return z.NEVER;
  }
  return Buffer.from(compact, 'base64');
});

/** A full object id. */
export const objectIdSchema = z
  .string()
  .refine(isObjectId, 'must be an object id of 40 hexadecimal digits');

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // eslint-disable-next-line no-control-regex -- control characters are what it refuses
  .regex(/^[^\x00-\x1f<>]+$/, 'must not hold control characters, < or >');

/** The author or committer of a commit. */
export const personSchema = z.object({
  name: nameSchema,
  email: nameSchema,
  date: z.iso.datetime({ offset: true }).optional(),
});

/** A signature from a request; what it leaves out comes from `fallback`. */
export function signatureFrom(
  person: z.infer<typeof personSchema> | null | undefined,
  fallback: GitSignature,
): GitSignature {
  return person
    ? {
        name: person.name,
        email: person.email,
        date: person.date ? formatTime(new Date(person.date)) : fallback.date,
      }
    : fallback;
}
