import {
  createHmac,
  generateKeyPairSync,
  KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';

const encode = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

const decode = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString());

/** The header and the claims of a token. */
export function readToken(token: string) {
  const [header, claims] = token.split('.');
  return { header: decode(header), claims: decode(claims) };
}

/** A key that nobody told the portal of, unless a test does. */
export function newKey(): { id: string; key: KeyObject; jwk: object } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const id = randomUUID();
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'ES256' };
  return { id, key: privateKey, jwk };
}

/** Signs claims as the portal does. */
export function signToken(
  header: object,
  claims: object,
  key: KeyObject,
): string {
  const text = `${encode(header)}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(text), {
    key,
    dsaEncoding: 'ieee-p1363',
  });
  return `${text}.${signature.toString('base64url')}`;
}

/** The same claims without a signature. */
export function unsigned(token: string): string {
  const { header, claims } = readToken(token);
  return `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`;
}

/** The same claims, signed by a shared secret that anybody can know. */
export function signedByPublicKey(token: string, publicKey: string): string {
  const { header, claims } = readToken(token);
  const text = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
  const mac = createHmac('sha256', publicKey).update(text);
  return `${text}.${mac.digest('base64url')}`;
}

/** What a page's cookie holds: a token that opens pages, and no API. */
export function limited(token: string): string {
  const { header, claims } = readToken(token);
  return [
    encode({
      typ: 'vnd.backstage.limited-user',
      alg: header.alg,
      kid: header.kid,
    }),
    encode({ sub: claims.sub, iat: claims.iat, exp: claims.exp }),
    claims.uip,
  ].join('.');
}
