import { createPrivateKey, type KeyObject } from 'node:crypto';
import { shopSettings } from '@portico/service-kit';
import { z } from 'zod/v4';

const LEAST_BITS = 2_048;

function readPrivateKey(text: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(text);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= LEAST_BITS
      ? key
      : undefined;
  } catch {
    return undefined;
  }
}

/** Everything that the user service reads from its environment. */
export const userSettings = {
  ...shopSettings,
  TOKEN_PRIVATE_KEY: z
    .string()
    .transform((text, context) => {
      const key = readPrivateKey(text);
      if (key) return key;
      context.addIssue({ code: 'custom', message: 'no private key' });
      return z.NEVER;
    })
    .describe('a private RSA key of 2048 bits or more, in PEM'),
  TOKEN_KEY_ID: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .describe('the name of that key: letters, digits, dots and dashes'),
  TOKEN_KEYS: shopSettings.TOKEN_KEYS.optional().describe(
    'a JWK set with further public keys that are good, while keys change',
  ),
};
