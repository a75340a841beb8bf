import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { ACCESS_TOKEN_TYPE } from '../auth/TokenVerifier';
import {
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
} from '../auth/tokenSettings';

/** Keys as user-service has them, for one test file. */
export interface TestTokens {
  /** What a service needs to verify its callers. */
  environment: { TOKEN_KEYS: string };
  privateKey: KeyObject;
  keyId: string;
  /** The `Authorization` of somebody. */
  bearer(subject: string, roles?: readonly string[]): Promise<string>;
}

/** Makes a pair of keys and signs with it. */
export function testTokens(): TestTokens {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  });
  const keyId = 'test-key';
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: keyId };
  return {
    environment: { TOKEN_KEYS: JSON.stringify({ keys: [jwk] }) },
    privateKey,
    keyId,
    bearer: async (subject, roles = ['customer']) => {
      const token = await new SignJWT({ roles })
        .setProtectedHeader({
          alg: TOKEN_ALGORITHM,
          kid: keyId,
          typ: ACCESS_TOKEN_TYPE,
        })
        .setSubject(subject)
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(privateKey);
      return `Bearer ${token}`;
    },
  };
}
