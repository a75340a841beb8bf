import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
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

function reissue(key: KeyObject, token: string, endsInSeconds: number): string {
  const [header, payload] = token.split('.');
  const claims: unknown = JSON.parse(
    Buffer.from(payload, 'base64url').toString('utf8'),
  );
  const exp = Math.floor(Date.now() / 1000) + endsInSeconds;
  const next = Object.assign({}, claims, { iat: exp - 3_600, exp });
  const text = `${header}.${Buffer.from(JSON.stringify(next)).toString(
    'base64url',
  )}`;
  const signature = sign('sha256', Buffer.from(text), {
    key,
    dsaEncoding: 'ieee-p1363',
  });
  return `${text}.${signature.toString('base64url')}`;
}
