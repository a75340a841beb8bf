import { hash, type KeyObject } from 'node:crypto';
import {
  errors,
  jwtVerify,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose';
import { LRUCache } from 'lru-cache';
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

/** The claims of a token that is good. */
type GoodClaims = JWTPayload &
  Required<Pick<JWTPayload, 'sub' | 'exp' | 'iat'>>;

const CLOCK_TOLERANCE_SECONDS = 30;
const LONGEST_AGE_SECONDS = 900;
const LONGEST_TOKEN = 8192;
const MOST_REMEMBERED = 10_000;
const KEY_TYPES = { RS256: 'rsa', ES256: 'ec', HS256: undefined };
// Headers with which a token would choose the key that it is verified with.
const KEY_HEADERS = ['jku', 'jwk', 'x5u', 'x5c'] as const;

/** A token that was good from one moment on, and is until another; in milliseconds of the clock that tokens go by. */
interface GoodToken {
  principal: Principal;
  from: number;
  until: number;
}

/**
 * Tells access tokens of ours from all others. Who is signed in sends the same
 * token many times: that its signature is good, and its claims are, is found out
 * once. Only its hash is remembered.
 */
export class TokenVerifier {
  readonly #rules: TokenRules;
  readonly #good = new LRUCache<string, GoodToken>({ max: MOST_REMEMBERED });

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
    if (token.length > LONGEST_TOKEN) throw refused('ERR_TOKEN_TOO_LONG');
    const name = hash('sha256', token, 'base64');
    const now = Date.now();
    const known = this.#good.get(name);
    // A clock that was put back decides anew, as well.
    if (known && now >= known.from && now < known.until) return known.principal;
    const payload = await this.#verifyAnew(token);
    const principal = { subject: payload.sub, claims: payload };
    this.#good.set(name, { principal, from: now, until: this.#end(payload) });
    return principal;
  }

  /** The moment from which its claims say that a token is too old. */
  #end({ exp, iat }: GoodClaims): number {
    const { maxAgeSeconds = LONGEST_AGE_SECONDS } = this.#rules;
    const end = Math.min(exp, iat + maxAgeSeconds) + CLOCK_TOLERANCE_SECONDS;
    return end * 1_000;
  }

  async #verifyAnew(token: string): Promise<GoodClaims> {
    const { algorithm, issuer, audience } = this.#rules;
    const { maxAgeSeconds = LONGEST_AGE_SECONDS } = this.#rules;
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
      const { sub, exp, iat } = payload;
      if (!sub || exp === undefined || iat === undefined) {
        throw refused('ERR_NO_SUBJECT');
      }
      return { ...payload, sub, exp, iat };
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
