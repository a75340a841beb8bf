import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { z } from 'zod/v4';
import type { DataFolder } from '../../data/DataFolder';

/** A key that signs the tokens of people, given to the portal by its configuration. */
export interface SigningKey {
  /** What makes a portal sign with it. */
  config: object;
  /** A token like another one that ends so many seconds from now, or has ended. */
  reissue(token: string, endsInSeconds: number): string;
}

/** Makes a key, and writes it where a portal reads it. */
export async function makeSigningKey(
  data: DataFolder,
  keyId: string,
): Promise<SigningKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const files = { public: `keys/${keyId}.pub`, private: `keys/${keyId}.key` };
  await data.write(
    files.public,
    publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  );
  await data.write(
    files.private,
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  const key = {
    keyId,
    publicKeyFile: data.file(files.public),
    privateKeyFile: data.file(files.private),
  };
  return {
    config: {
      auth: { keyStore: { provider: 'static', static: { keys: [key] } } },
    },
    reissue: (token, endsInSeconds) =>
      reissue(privateKey, token, endsInSeconds),
  };
}

const headerSchema = z.object({ alg: z.string(), kid: z.string() });
const claimsSchema = z.looseObject({ sub: z.string() });

function reissue(key: KeyObject, token: string, endsInSeconds: number): string {
  const [header, payload] = token.split('.', 2).map(decode);
  const { alg, kid } = headerSchema.parse(header);
  const claims = claimsSchema.parse(payload);
  const exp = Math.floor(Date.now() / 1000) + endsInSeconds;
  const times = { iat: exp - 3_600, exp };
  // What plugins hand on to each other in a person's name is signed apart.
  const limited = signed(
    key,
    { typ: 'vnd.backstage.limited-user', alg, kid },
    { sub: claims.sub, ...times },
  );
  const uip = limited.split('.')[2];
  return signed(key, header, { ...claims, ...times, uip });
}

function signed(key: KeyObject, header: unknown, payload: unknown): string {
  const text = [header, payload]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(text), {
    key,
    dsaEncoding: 'ieee-p1363',
  });
  return `${text}.${signature.toString('base64url')}`;
}

function decode(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
