import { randomUUID } from 'node:crypto';
import { attacker } from './attacker';
import { ENDLESS_QUERY, HOSTILE_IDS, HOSTILE_QUERIES } from './hostileInput';
import { askRandomPaths, metricSeries } from './metricSeries';
import { OpenApiDocument, type Operation } from './OpenApiDocument';
import { ask } from './postgres';
import { testTokens } from './tokens';
import { writeProtections, type ProtectedWrite } from './writeProtections';

/** The one origin that `PROTECTED_ENVIRONMENT` lets browsers call from. */
const ORIGIN = 'https://shop.example.com';

/** What a service under these tests needs beside its own environment. */
export const PROTECTED_ENVIRONMENT = {
  CORS_ORIGINS: ORIGIN,
  RATE_LIMIT: '1000000',
  LOG_LEVEL: 'silent',
} as const;

const RANDOM_PATHS = 10_000;

/** What helmet says, in every answer. */
const BROWSER_PROTECTIONS = {
  'content-security-policy': expect.stringMatching(
    /default-src 'self'.*frame-ancestors 'none'/,
  ),
  'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
  'x-content-type-options': 'nosniff',
  'x-frame-options': expect.any(String),
};

/** What is attacked. */
export interface ProtectedService {
  /** The file openapi.yaml: what it declares is what is attacked. */
  openapi: string;
  url(): string;
  metricsUrl(): string;
  databaseUrl(): string;
  /** The `Authorization` of somebody with these roles. */
  authorization(roles: readonly string[]): Promise<string>;
  /** Every operation with a body, like `PUT /v1/cart/items/:id`. */
  writes: Readonly<Record<string, ProtectedWrite>>;
  /** A read that needs a table. */
  failing: { table: string; path(): string };
}

/** Tests that a service refuses what every service refuses, in all that its openapi.yaml declares. */
export function serviceProtections(service: ProtectedService): void {
  const document = OpenApiDocument.read(service.openapi);
  const { operations } = document;
  const attack = attacker(service);

  describe('protections', () => {
    it('should be tried for every operation that takes a body', () => {
      const declared = operations.filter(({ value }) => value.requestBody);
      expect(declared.map(({ name }) => name).sort()).toEqual(
        Object.keys(service.writes).sort(),
      );
    });

    const closed = operations.filter(one => !document.isPublic(one));
    it('should let nobody in without a token of ours', async () => {
      const stranger = await testTokens().bearer(randomUUID(), ['admin']);
      const [, claims] = (await service.authorization(['admin'])).split('.');
      const header = { alg: 'none', kid: 'test-key', typ: 'at+jwt' };
      const none = Buffer.from(JSON.stringify(header)).toString('base64url');
      const tokens = ['', stranger, 'Bearer x', `Bearer ${none}.${claims}.`];
      expect(closed.length).toBeGreaterThan(0);
      for (const { method, path } of closed.map(target)) {
        for (const authorization of tokens) {
          const answer = await attack.send(method, path, {
            headers: { authorization },
          });
          expect([method, path, answer]).toEqual([method, path, 401]);
        }
      }
    });

    it('should take no list and no object in a query, and not too many', async () => {
      for (const { method, path } of operations.map(target)) {
        for (const query of HOSTILE_QUERIES) {
          const status = await attack.send(method, `${path}?${query}`);
          expect([method, path, query, status]).toEqual([
            ...[method, path, query, 400],
          ]);
        }
        expect(await attack.send(method, `${path}?${ENDLESS_QUERY}`)).toBe(431);
      }
    });

    it('should know nothing of what is no id', async () => {
      const withId = operations.filter(({ path }) => path.includes('{'));
      for (const { method, name, path } of withId) {
        const request = await service.writes[name]?.good();
        for (const id of HOSTILE_IDS) {
          const asked = path.replaceAll(/\{\w+\}/g, id);
          const status = await attack.send(method, asked, request);
          expect([asked, [400, 404].includes(status)]).toEqual([asked, true]);
        }
      }
    });

    for (const [name, write] of Object.entries(service.writes)) {
      describe(`${name}`, () => {
        writeProtections(attack, name, write);
      });
    }

    it('should say nothing of its inside where it fails', async () => {
      const { table, path } = service.failing;
      const rename = (from: string, to: string) =>
        ask(service.databaseUrl(), `ALTER TABLE ${from} RENAME TO ${to}`);
      await rename(table, 'away');
      try {
        const response = await attack.fetch('GET', path());
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
        await rename('away', table);
      }
    });

    it('should tell browsers to protect whatever it answers', async () => {
      const [{ path }] = operations.map(target);
      for (const [method, asked, headers] of [
        ['GET', '/health/liveness', {}],
        ['GET', service.failing.path(), {}],
        ['GET', '/nothing/here', {}],
        ['GET', path, { authorization: 'Bearer x' }],
        ['OPTIONS', path, { 'access-control-request-method': 'POST' }],
      ] as const) {
        const answer = await attack.fetch(method, asked, { headers });
        const told = Object.fromEntries(answer.headers);
        expect([method, asked, told]).toMatchObject([
          ...[method, asked, BROWSER_PROTECTIONS],
        ]);
      }
    });

    it('should count every request for its address and its account', async () => {
      const [{ method, path }] = closed.map(target);
      const left = async (authorization: string, where = { method, path }) => {
        const { headers } = await attack.fetch(where.method, where.path, {
          headers: { authorization },
        });
        const limit = headers.get('ratelimit') ?? '';
        return Number(/remaining=(\d+)/.exec(limit)?.[1] ?? NaN);
      };
      // Without an account it is the address that is counted for.
      const nowhere = { method: 'GET', path: '/nothing/here' };
      const nobody = await left('', nowhere);
      expect(nobody).toBeGreaterThan(0);
      expect(await left('')).toBe(nobody - 1);
      expect(await left('', nowhere)).toBe(nobody - 2);
      // With one it is the account: a new one has all of its own left.
      const somebody = await service.authorization(['customer']);
      const all = await left(somebody);
      expect(all).toBe(Number(PROTECTED_ENVIRONMENT.RATE_LIMIT) - 1);
      expect(await left(somebody)).toBe(all - 1);
    });

    it('should let pages of its own origin in, and no other', async () => {
      const [{ path }] = operations.map(target);
      const allowed = async (origin: string, method: string) => {
        const { headers } = await attack.fetch(method, path, {
          headers: { origin, 'access-control-request-method': 'POST' },
        });
        return headers.get('access-control-allow-origin');
      };
      for (const method of ['GET', 'OPTIONS']) {
        expect(await allowed(ORIGIN, method)).toBe(ORIGIN);
        for (const origin of [
          'https://evil.example',
          'null',
          'https://evilshop.example.com',
          `${ORIGIN}.evil.example`,
          'http://shop.example.com',
        ]) {
          expect([origin, await allowed(origin, method)]).toEqual([
            origin,
            null,
          ]);
        }
      }
    });

    it('should count no more series for 10,000 paths that nobody knows', async () => {
      const routes = operations.map(({ name }) => name.split(' ')[1]);
      await askRandomPaths(service.url(), routes, 500);
      const before = await metricSeries(service.metricsUrl());
      expect(before.join('\n')).toContain('route="unmatched"');
      await askRandomPaths(service.url(), routes, RANDOM_PATHS);
      expect(await metricSeries(service.metricsUrl())).toEqual(before);
    }, 120_000);

    it('should show its metrics to nobody who can ask it', async () => {
      const answer = await attack.fetch('GET', '/metrics');
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('http_requests_total');
      for (const { path } of operations.map(target)) {
        const other = await fetch(service.metricsUrl() + path);
        expect(other.status).toBe(404);
      }
    });
  });
}

/** An operation with an id that nobody has. */
function target({ method, path }: Operation): { method: string; path: string } {
  return {
    method: method.toUpperCase(),
    path: path.replaceAll(/\{\w+\}/g, randomUUID()),
  };
}
