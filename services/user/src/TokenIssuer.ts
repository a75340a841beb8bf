import { createPublicKey, randomUUID, type KeyObject } from 'node:crypto';
import {
  ACCESS_TOKEN_TYPE,
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
} from '@portico/service-kit';
import { SignJWT } from 'jose';

/** How long an access token is good for. */
export const ACCESS_SECONDS = 600;

/** A public key as the other services read it. */
export interface PublicJwk {
  kty: 'RSA';
  n: string;
  e: string;
  kid: string;
  alg: typeof TOKEN_ALGORITHM;
  use: 'sig';
}

/** Signs access tokens, and tells with which keys they are verified. */
export class TokenIssuer {
  readonly #key: KeyObject;
  readonly #keyId: string;
  /** Every key whose tokens are good, the own one first. */
  readonly verificationKeys: ReadonlyMap<string, KeyObject>;

  private constructor(
    key: KeyObject,
    keyId: string,
    others: ReadonlyMap<string, KeyObject>,
  ) {
    this.#key = key;
    this.#keyId = keyId;
    // The own key wins where another one has its name.
    this.verificationKeys = new Map([
      [keyId, key],
      ...others,
      [keyId, createPublicKey(key)],
    ]);
  }

  /** `others` are keys that signed before, or will: they are told and taken, and sign nothing. */
  static create(options: {
    privateKey: KeyObject;
    keyId: string;
    others?: ReadonlyMap<string, KeyObject>;
  }): TokenIssuer {
    const { privateKey, keyId, others = new Map() } = options;
    return new TokenIssuer(privateKey, keyId, others);
  }

  /** The JWK set that the other services verify with. */
  keySet(): { keys: PublicJwk[] } {
    return {
      keys: [...this.verificationKeys].map(([kid, key]) => {
        // Field by field, so that no private part can ever be told.
        const { n = '', e = '' } = key.export({ format: 'jwk' });
        return { kty: 'RSA', n, e, kid, alg: TOKEN_ALGORITHM, use: 'sig' };
      }),
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
