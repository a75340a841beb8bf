import { generateKeyPairSync } from 'node:crypto';
import { ConfigError, readConfig } from '@portico/service-kit';
import { testTokens } from '@portico/service-kit/testUtils';
import { userSettings } from './settings';
import { TokenIssuer } from './TokenIssuer';

function pemOf(bits: number): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const BASE = {
  DATABASE_URL: 'postgres://user@localhost/users',
  TOPIC_ARN: 'arn:aws:sns:us-west-2:000000000000:shop',
  TOKEN_KEY_ID: 'now',
  TOKEN_PRIVATE_KEY: pemOf(2_048),
};

describe('userSettings', () => {
  it('should take a key that signs, and further ones that only verify', () => {
    const { environment } = testTokens();
    const config = readConfig(userSettings, { ...BASE, ...environment });
    const issuer = TokenIssuer.create({
      privateKey: config.TOKEN_PRIVATE_KEY,
      keyId: config.TOKEN_KEY_ID,
      others: config.TOKEN_KEYS,
    });
    expect(issuer.keySet().keys.map(({ kid }) => kid)).toEqual([
      'now',
      'test-key',
    ]);
    const types = [...issuer.verificationKeys.values()].map(({ type }) => type);
    expect(types).toEqual(['public', 'public']);
  });

  it('should need no further keys', () => {
    expect(readConfig(userSettings, BASE).TOKEN_KEYS).toBeUndefined();
  });

  it.each([
    ['no key', 'hello'],
    ['a key that is too short', pemOf(1_024)],
  ])('should refuse %s without repeating it', (_, key) => {
    const read = () =>
      readConfig(userSettings, { ...BASE, TOKEN_PRIVATE_KEY: key });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(
      /TOKEN_PRIVATE_KEY is not valid\. Expected: a private/,
    );
    expect(read).not.toThrow(key.slice(0, 40));
  });
});
