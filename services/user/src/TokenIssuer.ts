import {
  createPrivateKey,
  createPublicKey,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import {
  ACCESS_TOKEN_TYPE,
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
} from '@portico/service-kit';
import { SignJWT } from 'jose';

/** How long an access token is good for. */
export const ACCESS_SECONDS = 600;

/** Signs access tokens, and tells with which key they are verified. */
export class TokenIssuer {
  readonly #key: KeyObject;
  readonly #keyId: string;

  private constructor(key: KeyObject, keyId: string) {
    this.#key = key;
    this.#keyId = keyId;
  }

  /** Throws where the key is no RSA key of 2048 bits or more. */
  static create(options: { privateKey: string; keyId: string }): TokenIssuer {
    const key = createPrivateKey(options.privateKey);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType !== 'rsa' || bits < 2_048) {
      throw new Error('TOKEN_PRIVATE_KEY is no RSA key of 2048 bits or more');
    }
    return new TokenIssuer(key, options.keyId);
  }

  /** The public part, as the other services read it. */
  publicKey(): Record<string, unknown> {
    const { kty, n, e } = createPublicKey(this.#key).export({ format: 'jwk' });
    return {
      kty,
      n,
      e,
      kid: this.#keyId,
      alg: TOKEN_ALGORITHM,
      use: 'sig',
    };
  }

  async issue(userId: string, roles: readonly string[]): Promise<string> {
    return new SignJWT({ roles })
      .setProtectedHeader({
        alg: TOKEN_ALGORITHM,
        kid: this.#keyId,
        typ: ACCESS_TOKEN_TYPE,
      })
      .setSubject(userId)
      .setJti(randomUUID())
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_SECONDS}s`)
      .sign(this.#key);
  }
}
