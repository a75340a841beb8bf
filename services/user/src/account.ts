import { z } from 'zod/v4';

const SHORTEST = 12;
const LONGEST = 1_000;
const MOST_BYTES = 1_024;

/** An address as it is compared: people write it in many ways. */
export function normalizeEmail(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

const emailSchema = z
  .string()
  .max(320)
  .transform(normalizeEmail)
  .pipe(z.email().max(254));

/** A new password; nothing is asked of it but its length. */
const newPasswordSchema = z
  .string()
  .min(SHORTEST)
  .max(LONGEST)
  .refine(text => Buffer.byteLength(text) <= MOST_BYTES, {
    error: 'Too big: at most 1024 bytes',
  });

/** A password to compare with: any, so long as it can be one. */
const anyPasswordSchema = z
  .string()
  .min(1)
  .max(LONGEST)
  .refine(text => Buffer.byteLength(text) <= MOST_BYTES, {
    error: 'Too big: at most 1024 bytes',
  });

// No control characters: a name goes into e-mails.
const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u);

export const registrationSchema = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  name: nameSchema,
});

export const signInSchema = z.strictObject({
  email: emailSchema,
  password: anyPasswordSchema,
});

export const refreshSchema = z.strictObject({
  refreshToken: z.string().regex(/^[\w-]{43}$/),
});

export const profileChangeSchema = z.strictObject({ name: nameSchema });

export const passwordChangeSchema = z.strictObject({
  currentPassword: anyPasswordSchema,
  newPassword: newPasswordSchema,
});

export const rolesSchema = z.strictObject({
  roles: z
    .array(z.enum(['customer', 'admin']))
    .min(1)
    .max(2)
    .transform(roles => [...new Set(roles)]),
});

export type Registration = z.output<typeof registrationSchema>;
export type SignIn = z.output<typeof signInSchema>;
