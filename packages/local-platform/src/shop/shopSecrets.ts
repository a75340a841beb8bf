import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** What the services of one shop sign and pay with. */
export interface ShopSecrets {
  /** PEM; user-service signs access tokens with it. */
  tokenPrivateKey: string;
  tokenKeyId: string;
  /** The JWK set that everybody verifies them with. */
  tokenKeys: string;
  /** What payment-service shows to its provider. */
  providerKey: string;
}

/** Draws the keys of a shop anew. */
export function drawShopSecrets(): ShopSecrets {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  });
  const tokenKeyId = randomBytes(8).toString('hex');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: tokenKeyId };
  return {
    tokenPrivateKey: String(
      privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ),
    tokenKeyId,
    tokenKeys: JSON.stringify({ keys: [jwk] }),
    providerKey: randomBytes(24).toString('hex'),
  };
}
