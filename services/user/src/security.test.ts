import { createHmac, createPublicKey, randomUUID } from 'node:crypto';
import { ask } from '@portico/service-kit/testUtils';
import { SignJWT } from 'jose';
import { send, somebody, testUserService } from './__testUtils__/userService';

jest.setTimeout(60_000);

describe('user-service under attack', () => {
  const service = testUserService();

  async function signedIn() {
    const ada = somebody();
    await send(service.url(), 'POST', '/v1/users', { body: ada });
    const { email, password } = ada;
    const response = await send(service.url(), 'POST', '/v1/sessions', {
      body: { email, password },
    });
    const pair: { accessToken: string; refreshToken: string } =
      await response.json();
    return { ...ada, ...pair };
  }

  const me = async (bearer: string) =>
    (await send(service.url(), 'GET', '/v1/users/me', { bearer })).status;

  const part = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');

  describe('tokens', () => {
    const now = Math.floor(Date.now() / 1000);
    const header = { alg: 'RS256', kid: 'test-key', typ: 'at+jwt' };

    async function claimsOf() {
      const { accessToken } = await signedIn();
      const [, claims] = accessToken.split('.');
      return JSON.parse(Buffer.from(claims, 'base64url').toString());
    }

    const sign = (headers: object, claims: object) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ ...header, ...headers })
        .sign(service.tokens.privateKey);

    it('should take what is signed as ours are', async () => {
      expect(await me(await sign({}, await claimsOf()))).toBe(200);
    });

    it.each([
      ['another typ', { typ: 'rt+jwt' }, {}],
      ['a kid that is not known', { kid: 'other' }, {}],
      ['a path as its kid', { kid: '../../dev/null' }, {}],
      ['SQL as its kid', { kid: "' OR 1=1 --" }, {}],
      ['a key of its own', { jku: 'https://evil.example/keys' }, {}],
      ['another issuer', {}, { iss: 'https://evil.example' }],
      ['another audience', {}, { aud: 'evil' }],
      ['an end in the past', {}, { exp: now - 100 }],
      ['no end', {}, { exp: undefined }],
    ])('should refuse one with %s', async (_, headers, claims) => {
      const token = await sign(headers, { ...(await claimsOf()), ...claims });
      expect(await me(token)).toBe(401);
    });

    it('should refuse alg none, and HS256 with the public key', async () => {
      const claims = part(await claimsOf());
      expect(await me(`${part({ ...header, alg: 'none' })}.${claims}.`)).toBe(
        401,
      );
      const signed = `${part({ ...header, alg: 'HS256' })}.${claims}`;
      const pem = createPublicKey(service.tokens.privateKey)
        .export({ type: 'spki', format: 'pem' })
        .toString();
      const mac = createHmac('sha256', pem).update(signed).digest('base64url');
      expect(await me(`${signed}.${mac}`)).toBe(401);
    });

    it('should refuse a refresh token as an access token, and the reverse', async () => {
      const { accessToken, refreshToken } = await signedIn();
      expect(await me(refreshToken)).toBe(401);
      const refreshed = await send(
        service.url(),
        'POST',
        '/v1/sessions/refresh',
        { body: { refreshToken: accessToken } },
      );
      expect(refreshed.status).toBe(400);
    });

    it('should tell no private part of its key', async () => {
      const response = await send(service.url(), 'GET', '/v1/keys');
      const { keys } = await response.json();
      expect(keys).toHaveLength(1);
      expect(Object.keys(keys[0]).sort()).toEqual(
        ['alg', 'e', 'kid', 'kty', 'n', 'use'].sort(),
      );
    });
  });

  describe('roles', () => {
    const put = (id: string, bearer: string, body: object) =>
      send(service.url(), 'PUT', `/v1/users/${id}/roles`, { bearer, body });

    it('should let no customer set roles, whatever an old token says', async () => {
      const ada = await signedIn();
      const profile = await send(service.url(), 'GET', '/v1/users/me', {
        bearer: ada.accessToken,
      });
      const { id } = await profile.json();
      const roles = { roles: ['admin'] };
      expect((await put(id, ada.accessToken, roles)).status).toBe(403);
      const stale = await service.tokens.bearer(id, ['admin']);
      const bearer = stale.replace('Bearer ', '');
      expect((await put(id, bearer, roles)).status).toBe(403);
      await ask(
        service.databaseUrl(),
        `UPDATE users SET roles = '{admin}' WHERE id = $1`,
        [id],
      );
      expect((await put(id, ada.accessToken, roles)).status).toBe(200);
      expect((await put(randomUUID(), bearer, roles)).status).toBe(404);
      expect((await put(id, bearer, { roles: ['root'] })).status).toBe(400);
    });

    it('should take a name and nothing else into a profile', async () => {
      const { accessToken: bearer } = await signedIn();
      const more: object[] = [
        { roles: ['admin'] },
        { id: randomUUID() },
        { email: 'eve@example.com' },
      ];
      for (const field of more) {
        const body = { name: 'Eve', ...field };
        const response = await send(service.url(), 'PATCH', '/v1/users/me', {
          bearer,
          body,
        });
        expect(response.status).toBe(400);
      }
    });
  });

  it.each([
    ['lists', { email: ['a@example.com'], password: ['x'.repeat(12)] }],
    ['objects', { email: { $ne: '' }, password: { $gt: '' } }],
    ['SQL', { email: "' OR 1=1 --", password: "' OR '1'='1' --" }],
    ['numbers', { email: 1, password: true }],
    ['nothing', { email: null, password: null }],
  ])('should refuse to sign in with %s', async (_, body) => {
    const response = await send(service.url(), 'POST', '/v1/sessions', {
      body,
    });
    expect(response.status).toBe(400);
  });

  it.each(['?id[]=1', '?id[$ne]=1', '?a=1&a=2'])(
    'should refuse the query %s',
    async query => {
      const { accessToken: bearer } = await signedIn();
      const path = `/v1/users/me${query}`;
      const response = await send(service.url(), 'GET', path, { bearer });
      expect(response.status).toBe(400);
    },
  );

  it('should store SQL as the text that it is', async () => {
    const { accessToken: bearer } = await signedIn();
    const name = `Robert'); DROP TABLE users; --`;
    const response = await send(service.url(), 'PATCH', '/v1/users/me', {
      bearer,
      body: { name },
    });
    expect(await response.json()).toMatchObject({ name });
    expect(await me(bearer)).toBe(200);
  });

  it('should say nothing of its inside where it fails', async () => {
    const { email, password } = await signedIn();
    const rename = (from: string, to: string) =>
      ask(service.databaseUrl(), `ALTER TABLE ${from} RENAME TO ${to}`);
    await rename('session_families', 'away');
    try {
      const response = await send(service.url(), 'POST', '/v1/sessions', {
        body: { email, password },
      });
      expect(response.status).toBe(500);
      expect(response.headers.get('x-powered-by')).toBeNull();
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Internal Server Error',
        status: 500,
        code: 'INTERNAL',
        detail: 'Something went wrong on our side.',
        requestId: response.headers.get('x-request-id'),
      });
    } finally {
      await rename('away', 'session_families');
    }
  });

  it('should keep no password and no token in its log and its tables', async () => {
    const ada = await signedIn();
    const newPassword = 'the newest of all passwords';
    await send(service.url(), 'PUT', '/v1/users/me/password', {
      bearer: ada.accessToken,
      body: { currentPassword: ada.password, newPassword },
    });
    await send(service.url(), 'POST', '/v1/sessions', {
      body: { email: ada.email, password: `${ada.password}!` },
    });
    for (const path of ['/v1/sessions/refresh', '/v1/sessions']) {
      await send(service.url(), 'POST', path, {
        body: { refreshToken: ada.refreshToken },
      });
    }
    const dump = await dumpAll(service.databaseUrl());
    // The dump holds what must be there, so it can hold what must not.
    expect(dump).toContain(ada.email);
    expect(service.logged()).toContain('/v1/users/me/password');
    const secrets = [
      ada.password,
      newPassword,
      ada.accessToken,
      ada.refreshToken,
      Buffer.from(ada.refreshToken).toString('hex'),
      Buffer.from(ada.refreshToken, 'base64url').toString('hex'),
    ];
    for (const secret of secrets) {
      expect(service.logged()).not.toContain(secret);
      expect(dump).not.toContain(secret);
    }
    expect(service.logged()).not.toContain(ada.email);
    expect(service.logged()).not.toContain('PRIVATE KEY');
  });
});

/** Every row of every table, as text. */
async function dumpAll(url: string): Promise<string> {
  const tables = await ask<{ name: string }>(
    url,
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) =>
      ask<{ line: string }>(url, `SELECT t::text AS line FROM ${name} t`),
    ),
  );
  return rows
    .flat()
    .map(({ line }) => line)
    .join('\n');
}
