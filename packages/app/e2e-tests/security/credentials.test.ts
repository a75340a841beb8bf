import { randomUUID } from 'node:crypto';
import { expect, test } from './support/callers';
import { inDatabase } from './support/database';
import {
  limited,
  newKey,
  readToken,
  signedByPublicKey,
  signToken,
  unsigned,
} from './support/tokens';

/** One route of each kind of plugin; the door before them is the same. */
const ADDRESSES = [
  '/api/catalog/entities/by-query',
  '/api/scaffolder/v2/tasks',
  '/api/notifications/notifications',
  '/api/search/query?term=order',
  '/api/environments/environments',
  '/api/environments/changes',
];

/** A key of the portal's own that a test may sign with; it stays for an hour at most. */
async function plantKey(plugin: string) {
  const planted = newKey();
  await inDatabase(client =>
    client.query(
      `INSERT INTO "${plugin}".backstage_backend_public_keys__keys (id, key, expires_at) VALUES ($1, $2, $3)`,
      [
        planted.id,
        JSON.stringify(planted.jwk),
        new Date(Date.now() + 3_600_000).toISOString(),
      ],
    ),
  );
  return planted;
}

const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;

test.describe('a token that is not good', () => {
  const forgeries: Record<string, (token: string) => string> = {
    'of another key': token => {
      const { header, claims } = readToken(token);
      return signToken(header, claims, newKey().key);
    },
    'of a key that nobody knows': token => {
      const { header, claims } = readToken(token);
      const { id, key } = newKey();
      return signToken({ ...header, kid: id }, claims, key);
    },
    'without a signature': unsigned,
    'signed by the public key': token =>
      signedByPublicKey(token, JSON.stringify(newKey().jwk)),
    'with another person in it': token => {
      const [header, , signature] = token.split('.');
      const claims = { ...readToken(token).claims, sub: 'user:default/grace' };
      return [
        header,
        Buffer.from(JSON.stringify(claims)).toString('base64url'),
        signature,
      ].join('.');
    },
    'of the cookie of a page': limited,
    'of a machine that does not exist': () => `portico-ci-${'0'.repeat(48)}`,
    'that is no token': () => '../../etc/passwd',
  };

  for (const [what, forge] of Object.entries(forgeries)) {
    test(`${what} is refused`, async ({ call, tokenOf }) => {
      const good = await tokenOf('ada');
      const bad = forge(good);
      for (const address of ADDRESSES) {
        const response = await call('ada', address, { token: bad });
        expect(response.status(), address).toBe(401);
        expect((await call('ada', address, { token: good })).status()).toBe(
          200,
        );
      }
    });
  }

  test('of a plugin is for the plugin it names, and for its time', async ({
    call,
  }) => {
    const { id, key } = await plantKey('catalog');
    const token = (audience: string, expiry: number) =>
      signToken(
        { typ: 'vnd.backstage.plugin', alg: 'ES256', kid: id },
        {
          sub: 'catalog',
          aud: audience,
          iat: seconds(-7200),
          exp: seconds(expiry),
        },
        key,
      );
    const status = async (bearer: string) =>
      (
        await call('nobody', '/api/environments/environments', {
          token: bearer,
        })
      ).status();

    // The forgery itself is right: only its audience or its end is wrong below.
    expect(await status(token('environments', 600))).toBe(200);
    expect(await status(token('catalog', 600))).toBe(401);
    expect(await status(token('environments', -600))).toBe(401);
  });
});

test('a page of another site can do nothing with the cookie', async ({
  call,
  request,
  tokenOf,
}) => {
  const cookie = `backstage-auth=${limited(await tokenOf('grace'))}`;
  const headers = { cookie, origin: 'https://evil.example' };
  for (const path of [
    '/api/catalog/locations',
    '/api/scaffolder/v2/tasks',
    '/api/environments/changes',
    '/api/notifications/notifications/update',
  ]) {
    for (const type of ['application/json', 'text/plain']) {
      const response = await request.post(path, {
        headers: { ...headers, 'content-type': type },
        data: '{}',
      });
      expect(response.status(), path).toBe(401);
      expect(response.headers()['access-control-allow-origin']).not.toBe(
        'https://evil.example',
      );
    }
  }

  const given = await call('grace', '/api/app/.backstage/auth/v1/cookie');
  expect(given.status()).toBe(200);
  const attributes = given.headers()['set-cookie'];
  expect(attributes).toContain('HttpOnly');
  expect(attributes).toContain('Secure');
});

for (const origin of [
  'https://evil.example',
  'null',
  'http://localhost.evil',
]) {
  test(`no page of ${origin} may read an answer`, async ({ call }) => {
    const response = await call(
      'ada',
      '/api/catalog/entity-facets?facet=kind',
      {
        headers: { origin },
      },
    );
    expect(response.status()).toBe(200);
    const allowed = response.headers()['access-control-allow-origin'];
    expect(allowed).not.toBe(origin);
    expect(allowed).not.toBe('*');
  });
}

test('a webhook without the right signature is not taken', async ({ call }) => {
  for (const signature of [
    undefined,
    'sha256=00',
    `sha256=${'0'.repeat(64)}`,
  ]) {
    const response = await call('nobody', '/api/events/http/github', {
      data: { ref: 'refs/heads/main' },
      headers: {
        'x-github-event': 'push',
        'x-github-delivery': randomUUID(),
        ...(signature ? { 'x-hub-signature-256': signature } : {}),
      },
    });
    expect(response.status()).toBe(403);
  }
});

test.describe('a machine and a person', () => {
  test('do not do each other’s work', async ({ call }) => {
    const report = '/api/environments/environments/staging/pipeline-runs';
    for (const person of ['ada', 'grace', 'margaret'] as const) {
      expect((await call(person, report, { data: {} })).status()).toBe(403);
    }
    // The machine gets as far as its own report, which is not one here.
    expect((await call('ci', report, { data: {} })).status()).toBe(400);
    for (const path of ['/preview', '/changes']) {
      const response = await call('ci', `/api/environments${path}`, {
        data: {},
      });
      expect(response.status(), path).toBe(403);
    }
  });

  test('of a pipeline has one permission alone', async ({ call }) => {
    const response = await call('ci', '/api/permission/authorize', {
      data: {
        items: [
          {
            id: randomUUID(),
            permission: {
              type: 'basic',
              name: 'environments.change.approve',
              attributes: {},
            },
          },
        ],
      },
    });
    expect(response.status()).toBe(403);
  });
});
