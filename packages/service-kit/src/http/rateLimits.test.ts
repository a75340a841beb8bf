import { aConfig, aService, stopServices } from '../__testUtils__/service';
import type { TokenVerifier } from '../auth/TokenVerifier';
import type { Route } from './Route';

const login: Route = {
  method: 'post',
  path: '/v1/login',
  access: 'public',
  account: ({ body }) => body?.email,
  handle: (_request, response) => response.json({}),
};
const open: Route = {
  method: 'get',
  path: '/v1/open',
  access: 'public',
  handle: (_request, response) => response.json({}),
};

const everyTokenIsAdas = {
  verify: async () => ({ subject: 'ada', claims: {} }),
} as unknown as TokenVerifier;

const start = (env: Record<string, string>) =>
  aService({
    config: aConfig({ RATE_LIMIT: '3', ...env }),
    routes: () => [open, login],
  });

/** Asks once for each X-Forwarded-For and tells the statuses. */
async function statuses(url: string, forwarded: string[]): Promise<number[]> {
  const all: number[] = [];
  for (const addresses of forwarded) {
    const { status } = await fetch(`${url}/v1/open`, {
      headers: { 'X-Forwarded-For': addresses },
    });
    all.push(status);
  }
  return all;
}

afterEach(stopServices);

describe('addressLimit', () => {
  it('should refuse above the limit with a code and the time to wait', async () => {
    const { url } = await start({ RATE_LIMIT_WINDOW_SECONDS: '900' });
    for (let asked = 0; asked < 3; asked++) {
      expect((await fetch(`${url}/v1/open`)).status).toBe(200);
    }
    const refused = await fetch(`${url}/v1/open`);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(900);
  });

  it('should not be escaped by a forged X-Forwarded-For, directly or through one proxy', async () => {
    const forged = ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4'];
    const direct = await start({});
    expect(await statuses(direct.url, forged)).toEqual([200, 200, 200, 429]);
    // The proxy appends the true address to what the client sent.
    const proxied = await start({ TRUST_PROXY: '1' });
    expect(
      await statuses(
        proxied.url,
        forged.map(address => `${address}, 203.0.113.7`),
      ),
    ).toEqual([200, 200, 200, 429]);
  });

  it('should be escaped by it where one hop too many is trusted, so the setting is what protects', async () => {
    const { url } = await start({ TRUST_PROXY: '2' });
    const forged = ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4'].map(
      address => `${address}, 203.0.113.7`,
    );
    expect(await statuses(url, forged)).toEqual([200, 200, 200, 200]);
  });

  it('should count a /64 of IPv6 as one, and tell IPv4 addresses apart', async () => {
    const { url } = await start({ TRUST_PROXY: '127.0.0.0/8' });
    const rotated = [1, 2, 3, 4].map(part => `2001:db8:0:1::${part}`);
    expect(await statuses(url, rotated)).toEqual([200, 200, 200, 429]);
    expect(await statuses(url, ['2001:db8:0:2::1'])).toEqual([200]);
    const mapped = [1, 2, 3, 4].map(part => `::ffff:198.51.100.${part}`);
    expect(await statuses(url, mapped)).toEqual([200, 200, 200, 200]);
  });

  it('should let listed addresses pass', async () => {
    const { url } = await start({ RATE_LIMIT_ALLOW: '127.0.0.0/8' });
    for (let asked = 0; asked < 6; asked++) {
      expect((await fetch(`${url}/v1/open`)).status).toBe(200);
    }
  });

  it('should know a listed IPv4 address that came over an IPv6 socket', async () => {
    const { url } = await start({
      TRUST_PROXY: '127.0.0.0/8',
      RATE_LIMIT_ALLOW: '198.51.100.0/24',
    });
    const mapped = Array(5).fill('::ffff:198.51.100.1');
    expect(await statuses(url, mapped)).toEqual(Array(5).fill(200));
    const other = Array(4).fill('::ffff:203.0.113.1');
    expect(await statuses(url, other)).toEqual([200, 200, 200, 429]);
  });

  it('should not limit health', async () => {
    const { url } = await start({});
    for (let asked = 0; asked < 8; asked++) {
      expect((await fetch(`${url}/health/readiness`)).status).toBe(200);
    }
  });
});

describe('accountLimit', () => {
  const tryLogin = async (
    url: string,
    email: unknown,
    address: string,
    headers = {},
  ) => {
    const { status } = await fetch(`${url}/v1/login`, {
      method: 'POST',
      body: JSON.stringify({ email }),
      headers: {
        'Content-Type': 'application/json',
        'X-Forwarded-For': address,
        ...headers,
      },
    });
    return status;
  };

  it('should limit one account that is tried from many addresses, and no other', async () => {
    const { url } = await start({ TRUST_PROXY: '1' });
    const seen: number[] = [];
    for (const address of ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4']) {
      seen.push(await tryLogin(url, 'ada@example.com', address));
    }
    expect(seen).toEqual([200, 200, 200, 429]);
    expect(await tryLogin(url, 'grace@example.com', '5.5.5.5')).toBe(200);
  });

  it.each([[{ a: 1 }], [['ada@example.com']], [7], [''], [' '], [null]])(
    'should count nothing for %j, which is no account',
    async email => {
      const { url } = await start({ TRUST_PROXY: '1' });
      for (const address of ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4']) {
        expect(await tryLogin(url, email, address)).toBe(200);
      }
    },
  );

  it.each([undefined, '', { a: 1 }])(
    'should count for the subject where the body says %j',
    async email => {
      const service = await aService({
        config: aConfig({ RATE_LIMIT: '3', TRUST_PROXY: '1' }),
        routes: () => [{ ...login, access: 'signed-in' }],
        tokens: everyTokenIsAdas,
      });
      const seen: number[] = [];
      for (const address of ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4']) {
        const signedIn = { Authorization: 'Bearer any' };
        seen.push(await tryLogin(service.url, email, address, signedIn));
      }
      expect(seen).toEqual([200, 200, 200, 429]);
    },
  );
});
