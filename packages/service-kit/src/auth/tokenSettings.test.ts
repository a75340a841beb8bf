import { generateKeyPairSync } from 'node:crypto';
import { readConfig } from '../config/readConfig';
import { testTokens } from '../testUtils/tokens';
import { shopTokens, tokenSettings } from './tokenSettings';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
});
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1' };

const read = (keys: unknown) =>
  readConfig(tokenSettings, {
    TOKEN_KEYS: typeof keys === 'string' ? keys : JSON.stringify({ keys }),
  });

describe('tokenSettings', () => {
  it('should read public keys by their ids', () => {
    const other = { ...jwk, kid: 'key-2' };
    expect([...read([jwk, other]).TOKEN_KEYS.keys()]).toEqual([
      'key-1',
      'key-2',
    ]);
  });

  it('should drop a private part', () => {
    const whole = { ...privateKey.export({ format: 'jwk' }), kid: 'key-1' };
    expect(read([whole]).TOKEN_KEYS.get('key-1')?.type).toBe('public');
  });

  it.each<[string, unknown]>([
    ['no JSON', '{"keys":'],
    ['no set', '{}'],
    ['no key', []],
    ['a key without an id', [{ ...jwk, kid: undefined }]],
    ['a key with an empty id', [{ ...jwk, kid: '' }]],
    ['a shared secret', [{ kty: 'oct', k: 'c2VjcmV0', kid: 'key-1' }]],
    ['a key of another kind', [{ ...jwk, kty: 'EC' }]],
    ['a key that is none', [{ ...jwk, n: '' }]],
    ['a short key', [{ ...short.export({ format: 'jwk' }), kid: 'key-1' }]],
    ['more than ten keys', Array(11).fill(jwk)],
  ])('should refuse %s, without telling what was given', (_, keys) => {
    const refused = () => read(keys);
    expect(refused).toThrow('TOKEN_KEYS is not valid.');
    expect(refused).not.toThrow(jwk.n);
  });

  it('should be missing where nothing is set', () => {
    expect(() => readConfig(tokenSettings, {})).toThrow(
      'TOKEN_KEYS is missing.',
    );
  });
});

describe('shopTokens', () => {
  it('should know who signed in, by the keys of user-service alone', async () => {
    const [ours, others] = [testTokens(), testTokens()];
    const verifier = shopTokens(readConfig(tokenSettings, ours.environment));
    const tokenOf = async ({ bearer }: typeof ours) =>
      (await bearer('u-1', ['admin'])).replace('Bearer ', '');
    expect(await verifier.verify(await tokenOf(ours))).toMatchObject({
      subject: 'u-1',
      claims: { roles: ['admin'] },
    });
    await expect(verifier.verify(await tokenOf(others))).rejects.toThrow();
  });
});
