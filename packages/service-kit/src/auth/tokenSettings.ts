import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod/v4';
import { TokenVerifier } from './TokenVerifier';

/** Who issues the tokens of the shop. */
export const TOKEN_ISSUER = 'https://shop.portico.dev/users';
/** Whom they are for. */
export const TOKEN_AUDIENCE = 'shop';
/** How they are signed: cheap to verify, and no verifier can issue one. */
export const TOKEN_ALGORITHM = 'RS256';

// 2048 bits in base64url; a verifier refuses shorter keys, but only when somebody signs in.
const LEAST_MODULUS = 342;

const keySetSchema = z.object({
  keys: z
    .array(
      z.object({
        kty: z.literal('RSA'),
        kid: z.string().min(1).max(100),
        n: z.string().min(LEAST_MODULUS),
        e: z.string(),
      }),
    )
    .min(1)
    .max(10),
});

/** Reads a JWK set with public RSA keys; a private part is dropped. */
function readKeySet(text: string): ReadonlyMap<string, KeyObject> {
  const { keys } = keySetSchema.parse(JSON.parse(text));
  return new Map(
    keys.map(({ kid, ...key }) => [
      kid,
      createPublicKey({ key, format: 'jwk' }),
    ]),
  );
}

/** The settings of a service that knows its callers, for `readConfig`. */
export const tokenSettings = {
  TOKEN_KEYS: z
    .string()
    .transform((text, context) => {
      try {
        return readKeySet(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'no key set' });
        return z.NEVER;
      }
    })
    .describe('the JWK set with the public RSA keys of user-service'),
};

/** What `readConfig(tokenSettings)` gives. */
export type TokenConfig = z.output<z.ZodObject<typeof tokenSettings>>;

/** Verifies the access tokens that user-service issues. */
export function shopTokens(config: TokenConfig): TokenVerifier {
  return TokenVerifier.create({
    algorithm: TOKEN_ALGORITHM,
    issuer: TOKEN_ISSUER,
    audience: TOKEN_AUDIENCE,
    keys: config.TOKEN_KEYS,
  });
}
