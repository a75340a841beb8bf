import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify, type JWTHeaderParameters } from 'jose';
import { UnauthenticatedError } from '../errors/ServiceError';

/** Who a token speaks for. */
export interface Principal {
  subject: string;
  claims: Readonly<Record<string, unknown>>;
}

/** What makes a token ours. */
export interface TokenRules {
  algorithm: 'RS256' | 'ES256' | 'HS256';
  issuer: string;
  audience: string;
  /** The keys by their `kid`; no token brings its own. */
  keys: ReadonlyMap<string, KeyObject>;
  /** How old an access token may be; 15 minutes where nothing is said. */
  maxAgeSeconds?: number;
}

/** The header `typ` of access tokens, after RFC 9068; a refresh token has another. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

const CLOCK_TOLERANCE_SECONDS = 30;
const LONGEST_TOKEN = 8192;
const KEY_TYPES = { RS256: 'rsa', ES256: 'ec', HS256: undefined };
// Headers with which a token would choose the key that it is verified with.
const KEY_HEADERS = ['jku', 'jwk', 'x5u', 'x5c'] as const;

/** Tells access tokens of ours from all others. */
export class TokenVerifier {
  readonly #rules: TokenRules;

  private constructor(rules: TokenRules) {
    this.#rules = rules;
  }

  static create(rules: TokenRules): TokenVerifier {
    for (const [kid, key] of rules.keys) {
      if (key.asymmetricKeyType !== KEY_TYPES[rules.algorithm]) {
        throw new Error(`Key '${kid}' does not fit ${rules.algorithm}`);
      }
    }
    return new TokenVerifier(rules);
  }

  /** The principal of a token; throws an UnauthenticatedError that does not say why. */
  async verify(token: string): Promise<Principal> {
    const { algorithm, issuer, audience, maxAgeSeconds = 900 } = this.#rules;
    if (token.length > LONGEST_TOKEN) throw refused('ERR_TOKEN_TOO_LONG');
    try {
      const { payload } = await jwtVerify(
        token,
        header => this.#keyFor(header),
        {
          algorithms: [algorithm],
          issuer,
          audience,
          typ: ACCESS_TOKEN_TYPE,
          requiredClaims: ['exp', 'iat', 'sub'],
          maxTokenAge: maxAgeSeconds,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
        },
      );
      if (!payload.sub) throw refused('ERR_NO_SUBJECT');
      return { subject: payload.sub, claims: payload };
    } catch (error) {
      if (error instanceof UnauthenticatedError) throw error;
      const reason = error instanceof errors.JOSEError ? error.code : 'ERR';
      throw refused(reason);
    }
  }

  #keyFor(header: JWTHeaderParameters): KeyObject {
    if (KEY_HEADERS.some(name => header[name] !== undefined)) {
      throw refused('ERR_KEY_IN_HEADER');
    }
    const key = this.#rules.keys.get(header.kid ?? '');
    if (!key) throw refused('ERR_UNKNOWN_KEY');
    return key;
  }
}

/** The reason goes into the log by `cause`, never to the caller. */
function refused(reason: string): UnauthenticatedError {
  return new UnauthenticatedError('Sign in and try again.', { cause: reason });
}
