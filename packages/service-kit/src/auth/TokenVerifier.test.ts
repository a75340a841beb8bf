import {
  createHmac,
  generateKeyPairSync,
  sign,
  verify,
  webcrypto,
  createSecretKey,
  type KeyObject,
} from 'node:crypto';
import { aConfig, aService, stopServices } from '../__testUtils__/service';
import type { Route } from '../http/Route';
import { UnauthenticatedError } from '../errors/ServiceError';
import {
  ACCESS_TOKEN_TYPE,
  TokenVerifier,
  type TokenRules,
} from './TokenVerifier';

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ISSUER = 'https://user.shop.example.com';
const AUDIENCE = 'shop';
const PEM = String(ours.publicKey.export({ type: 'spki', format: 'pem' }));

type Json = Record<string, unknown>;
type Signer = (input: string) => Buffer;

const rsa = (key: KeyObject): Signer => {
  return input => sign('RSA-SHA256', Buffer.from(input), key);
};
const hmac = (key: string): Signer => {
  return input => createHmac('sha256', key).update(input).digest();
};

/** Writes a token by hand, since a library would refuse to write most of these. */
function aToken(
  changes: { header?: Json; claims?: Json; signer?: Signer } = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'RS256', typ: ACCESS_TOKEN_TYPE, kid: 'k1', ...changes.header },
    {
      iss: ISSUER,
      aud: AUDIENCE,
      sub: 'user-1',
      iat: now,
      exp: now + 600,
      ...changes.claims,
    },
  ].map(part => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const input = parts.join('.');
  const signature = (changes.signer ?? rsa(ours.privateKey))(input);
  return `${input}.${signature.toString('base64url')}`;
}

/** A careless verifier: believes the header, and looks at no claim. */
function believes(token: string): boolean {
  const [head, body, signature] = token.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString());
  const given = Buffer.from(signature, 'base64url');
  const input = `${head}.${body}`;
  if (header.alg === 'none') return true;
  if (header.alg === 'HS256') {
    const key = /['/]/.test(header.kid) ? '' : PEM;
    return given.equals(hmac(key)(input));
  }
  const keys = [ours.publicKey];
  if (header.jwk || header.jku || header.x5u) keys.push(theirs.publicKey);
  return keys.some(key => verify('RSA-SHA256', Buffer.from(input), key, given));
}

const past = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;
const foreign = rsa(theirs.privateKey);

const ATTACKS: Array<[string, Parameters<typeof aToken>[0]]> = [
  ['alg none', { header: { alg: 'none' }, signer: () => Buffer.alloc(0) }],
  [
    'HS256 signed with the public key',
    { header: { alg: 'HS256' }, signer: hmac(PEM) },
  ],
  [
    'a kid that is a path to an empty file',
    { header: { alg: 'HS256', kid: '../../dev/null' }, signer: hmac('') },
  ],
  [
    'a kid that is SQL',
    { header: { alg: 'HS256', kid: "x' UNION SELECT ''--" }, signer: hmac('') },
  ],
  ['a kid that nobody knows', { header: { kid: 'k2' } }],
  ['no kid', { header: { kid: undefined } }],
  ['a kid of the prototype', { header: { kid: '__proto__' } }],
  [
    'its own key in the header',
    {
      header: { jwk: theirs.publicKey.export({ format: 'jwk' }) },
      signer: foreign,
    },
  ],
  ['a jku', { header: { jku: 'https://evil.example/keys' }, signer: foreign }],
  ['an x5u', { header: { x5u: 'https://evil.example/cert' }, signer: foreign }],
  [
    'a jku beside our own signature',
    { header: { jku: 'https://evil.example' } },
  ],
  ['no exp', { claims: { exp: undefined } }],
  ['an exp in the past', { claims: { exp: past(31), iat: past(600) } }],
  ['an age of a day', { claims: { iat: past(86_400) } }],
  ['no iat', { claims: { iat: undefined } }],
  ['an iat in the future', { claims: { iat: past(-120) } }],
  ['an nbf in the future', { claims: { nbf: past(-120) } }],
  ['another audience', { claims: { aud: 'portal' } }],
  ['no audience', { claims: { aud: undefined } }],
  ['another issuer', { claims: { iss: 'https://evil.example' } }],
  ['no subject', { claims: { sub: undefined } }],
  ['an empty subject', { claims: { sub: '' } }],
  ['a refresh token', { header: { typ: 'rt+jwt' } }],
  ['no type', { header: { typ: undefined } }],
];

const RULES: TokenRules = {
  algorithm: 'RS256',
  issuer: ISSUER,
  audience: AUDIENCE,
  keys: new Map([['k1', ours.publicKey]]),
};
const tokens = TokenVerifier.create(RULES);
const me: Route = {
  method: 'get',
  path: '/v1/me',
  handle: (_request, response, { principal }) =>
    response.json({ subject: principal?.subject }),
};

async function ask(authorization?: string) {
  const service = await aService({ tokens, routes: () => [me] });
  const answer = await fetch(`${service.url}/v1/me`, {
    headers: authorization ? { authorization } : {},
  });
  return { status: answer.status, text: await answer.text(), answer, service };
}

describe('TokenVerifier', () => {
  afterEach(stopServices);

  it('should let an access token of ours in, and hand over its subject', async () => {
    const { status, text } = await ask(`Bearer ${aToken()}`);
    expect([status, text]).toEqual([200, '{"subject":"user-1"}']);
  });

  it('should bear with a clock that is 20 seconds off', async () => {
    const late = aToken({ claims: { exp: past(20), iat: past(600) } });
    expect((await ask(`Bearer ${late}`)).status).toBe(200);
  });

  it.each(ATTACKS)('should refuse %s', async (_what, changes) => {
    const token = aToken(changes);
    const { status, text, answer, service } = await ask(`Bearer ${token}`);
    expect(status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(JSON.parse(text)).toMatchObject({
      code: 'UNAUTHENTICATED',
      detail: 'Sign in and try again.',
    });
    expect(service.text()).toContain('A token was refused');
    expect(service.text()).not.toContain(token.split('.')[1]);
  });

  it.each(ATTACKS)(
    'should be believed by a careless verifier, so it is an attack: %s',
    (_what, changes) => {
      expect(believes(aToken(changes))).toBe(true);
    },
  );

  describe('that knows a token', () => {
    const START = Date.UTC(2026, 0, 1);
    const at = (seconds: number) => jest.setSystemTime(START + seconds * 1_000);
    const claims = (more: Json = {}) => ({
      ...{ iat: START / 1_000, exp: START / 1_000 + 600 },
      ...more,
    });
    const knowing = async (more?: Json) => {
      const verifier = TokenVerifier.create(RULES);
      const token = aToken({ claims: claims(more) });
      const { subject } = await verifier.verify(token);
      expect(subject).toBe('user-1');
      return () => verifier.verify(token);
    };

    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
      at(0);
    });
    afterEach(() => jest.useRealTimers());

    it('should look at its signature once', async () => {
      const look = jest.spyOn(webcrypto.subtle, 'verify');
      const again = await knowing();
      expect(look).toHaveBeenCalledTimes(1);
      await again();
      at(629);
      await again();
      expect(look).toHaveBeenCalledTimes(1);
      look.mockRestore();
    });

    it.each([
      ['its time is over', 630, {}],
      ['it is too old', 931, { exp: START / 1_000 + 6_000 }],
      ['the clock is put back to before it was issued', -31, {}],
      [
        'the clock is put back to before it is good',
        -32,
        { nbf: START / 1_000 - 1 },
      ],
    ])('should refuse it when %s', async (_, seconds, more) => {
      const again = await knowing(more);
      at(seconds);
      await expect(again()).rejects.toThrow(UnauthenticatedError);
      at(0);
      expect((await again()).subject).toBe('user-1');
    });

    it('should take no other one for it', async () => {
      const verifier = TokenVerifier.create(RULES);
      const token = aToken({ claims: claims() });
      await verifier.verify(token);
      const [head, body, signature] = token.split('.');
      const other = aToken({ claims: claims({ sub: 'user-2' }) }).split('.')[1];
      for (const forged of [
        `${head}.${other}.${signature}`,
        `${head}.${body}.${signature.split('').reverse().join('')}`,
        `${head}.${body}.`,
      ]) {
        await expect(verifier.verify(forged)).rejects.toThrow(
          UnauthenticatedError,
        );
      }
    });
  });

  it('should refuse another algorithm, though the key is ours', async () => {
    const token = aToken({
      header: { alg: 'RS512' },
      signer: input => sign('RSA-SHA512', Buffer.from(input), ours.privateKey),
    });
    expect((await ask(`Bearer ${token}`)).status).toBe(401);
  });

  it('should refuse a signature that is not ours, and a changed token', async () => {
    expect(believes(aToken({ signer: foreign }))).toBe(false);
    const [head, , signature] = aToken().split('.');
    const body = aToken({ claims: { sub: 'user-2' } }).split('.')[1];
    for (const token of [
      aToken({ signer: foreign }),
      `${head}.${body}.${signature}`,
    ]) {
      expect((await ask(`Bearer ${token}`)).status).toBe(401);
    }
  });

  it.each([undefined, 'Bearer', 'Bearer a.b.c', `Basic ${aToken()}`])(
    'should refuse the header %s',
    async header => {
      expect((await ask(header)).status).toBe(401);
    },
  );

  it('should refuse a token that is too long to be one', async () => {
    const token = aToken({ claims: { more: 'a'.repeat(8_000) } });
    expect((await ask(`Bearer ${token}`)).status).toBe(401);
  });

  it('should not be made with a key that does not fit the algorithm', () => {
    const rules = { issuer: ISSUER, audience: AUDIENCE };
    expect(() =>
      TokenVerifier.create({
        ...rules,
        algorithm: 'HS256',
        keys: new Map([['k1', ours.publicKey]]),
      }),
    ).toThrow("Key 'k1' does not fit HS256");
    expect(() =>
      TokenVerifier.create({
        ...rules,
        algorithm: 'RS256',
        keys: new Map([['k1', createSecretKey(Buffer.from(PEM))]]),
      }),
    ).toThrow("Key 'k1' does not fit RS256");
  });
});

describe('a route', () => {
  afterEach(stopServices);

  it('should be for signed-in callers where it says nothing, so the service needs tokens', async () => {
    await expect(aService({ routes: () => [me] })).rejects.toThrow(
      '/v1/me is for signed-in callers',
    );
  });

  it('should be limited by the account over all routes and addresses', async () => {
    const service = await aService({
      tokens,
      config: aConfig({ RATE_LIMIT: '2', TRUST_PROXY: '1' }),
      routes: () => [me, { ...me, path: '/v1/also-me' }],
    });
    const seen: number[] = [];
    for (const [path, address] of [
      ['/v1/me', '1.1.1.1'],
      ['/v1/also-me', '2.2.2.2'],
      ['/v1/me', '3.3.3.3'],
    ]) {
      const { status } = await fetch(service.url + path, {
        headers: {
          authorization: `Bearer ${aToken()}`,
          'X-Forwarded-For': address,
        },
      });
      seen.push(status);
    }
    expect(seen).toEqual([200, 200, 429]);
  });
});
