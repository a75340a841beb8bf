import { z } from 'zod/v4';

const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 1_000;
const MOST_PASSWORD_BYTES = 1_024;
const LONGEST_EMAIL = 254;

/** The roles that an account can have. */
export const ROLES = ['customer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** An e-mail address as it is compared: people write theirs in many ways. */
export function normalizeEmail(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

/** An e-mail address, in whatever way it is written. */
export const emailSchema = z
  .string()
  .max(LONGEST_EMAIL + 50)
  .transform(normalizeEmail)
  .pipe(z.email().max(LONGEST_EMAIL));

/** A password to compare with; without an end a long one would be work for nothing. */
const passwordSchema = z
  .string()
  .min(1)
  .max(LONGEST_PASSWORD)
  .refine(text => Buffer.byteLength(text) <= MOST_PASSWORD_BYTES, {
    error: `Too big: expected at most ${MOST_PASSWORD_BYTES} bytes`,
  });

/** A new password; nothing is asked of it but its length. */
const newPasswordSchema = passwordSchema.min(SHORTEST_PASSWORD);

// Names go into e-mails and JSON: no control characters, and no half of a pair.
const nameSchema = z
  .string()
  .max(200)
  .trim()
  .min(1)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: 'Invalid characters' });

const refreshToken = z.string().regex(/^[\w-]{43}$/, {
  error: 'Not a refresh token',
});

export const registrationSchema = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  name: nameSchema,
});

export const signInSchema = z.strictObject({
  email: emailSchema,
  password: passwordSchema,
});

export const refreshSchema = z.strictObject({ refreshToken });

export const profileChangeSchema = z.strictObject({ name: nameSchema });

export const passwordChangeSchema = z.strictObject({
  currentPassword: passwordSchema,
  newPassword: newPasswordSchema,
});

export const rolesSchema = z.strictObject({
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .max(ROLES.length)
    .transform(roles => [...new Set(roles)]),
});

export type Registration = z.output<typeof registrationSchema>;
export type SignIn = z.output<typeof signInSchema>;
export type PasswordChange = z.output<typeof passwordChangeSchema>;
