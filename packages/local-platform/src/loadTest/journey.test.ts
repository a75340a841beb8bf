import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { silentReporter } from '../__testUtils__/silentReporter';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { ROOT } from './__testUtils__/scriptRunner';
import { testServer } from './__testUtils__/testServer';
import { bundleScript } from './bundleScript';
import { runLoadTest } from './runLoadTest';
import { VirtualUser } from './VirtualUser';

// Threads, and runs of some seconds, on a machine that may be busy.
jest.setTimeout(60_000);

const SCRIPT = join(ROOT, 'services', 'load-test.js');
const TOKEN = 'the-access-token-of-somebody';

/** A shop as far as a journey goes, which remembers what it is asked. */
class PaperShop {
  readonly asked: string[] = [];
  readonly passwords: string[] = [];
  readonly keys: string[] = [];
  #looks = 0;
  #email = '';
  readonly #endsAs: string;

  constructor(endsAs: string) {
    this.#endsAs = endsAs;
  }

  async answer(request: IncomingMessage): Promise<[number, unknown]> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = text ? JSON.parse(text) : {};
    const { pathname } = new URL(request.url ?? '', 'http://shop');
    const route = `${request.method} ${pathname}`;
    this.asked.push(route);
    if (body.password) this.passwords.push(body.password);
    const key = request.headers['idempotency-key'];
    if (key) this.keys.push(String(key));
    const open = ['POST /v1/users', 'POST /v1/sessions'].includes(route);
    if (!open && request.headers.authorization !== `Bearer ${TOKEN}`) {
      return [401, {}];
    }
    switch (route) {
      case 'POST /v1/users':
        this.#email = body.email;
        return [202, { status: 'accepted' }];
      case 'POST /v1/sessions':
        return [200, { accessToken: TOKEN, refreshToken: TOKEN }];
      case 'GET /v1/products':
        return [200, { items: [{ id: 'p', available: 9 }] }];
      case 'GET /v1/products/p':
        return [200, { id: 'p' }];
      case 'PUT /v1/cart/items/p':
        return [200, { lines: [{}] }];
      case 'POST /v1/orders':
        this.#looks = 0;
        return [202, { id: 'o', state: 'placed' }];
      case 'GET /v1/orders/o':
        this.#looks += 1;
        return [200, { state: this.#looks > 1 ? this.#endsAs : 'placed' }];
      case 'GET /v1/orders':
      case 'GET /v1/payments':
        return [200, { items: [{ id: 'o' }] }];
      case 'GET /v1/notifications':
        return [200, { items: [] }];
      case 'GET /v1/users/me':
        return [200, { email: this.#email }];
      default:
        return [404, {}];
    }
  }
}

describe('services/load-test.js', () => {
  const server = testServer();
  const folder = temporaryFolder();

  /** The shortest form: one user and four seconds. */
  async function runAgainst(shop: PaperShop) {
    server.answer = (request, response) => {
      void shop.answer(request).then(([status, body]) => {
        response.writeHead(status).end(JSON.stringify(body));
      });
    };
    const reporter = silentReporter();
    const result = await runLoadTest({
      root: ROOT,
      script: SCRIPT,
      env: {
        ...{ BASE_URL: `${server.url}/`, SUMMARY_FILE: 'summary.json' },
        ...{ SCALE: '0.001', THINK_SECONDS: '0.01' },
      },
      reporter,
    });
    return { ...result, said: reporter.lines.join('\n') };
  }

  it('should go through the whole shop, and count what is confirmed', async () => {
    const shop = new PaperShop('confirmed');
    const { exitCode, crossed, summary } = await runAgainst(shop);
    expect([exitCode, crossed]).toEqual([0, []]);
    expect(shop.asked.slice(0, 12)).toEqual([
      'POST /v1/users',
      'POST /v1/sessions',
      'GET /v1/products',
      'GET /v1/products/p',
      'PUT /v1/cart/items/p',
      'POST /v1/orders',
      'GET /v1/orders/o',
      'GET /v1/orders/o',
      'GET /v1/orders',
      'GET /v1/payments',
      'GET /v1/notifications',
      'GET /v1/users/me',
    ]);
    const { metrics, root_group: root } = summary;
    const orders = shop.asked.filter(route => route === 'POST /v1/orders');
    expect(metrics.business_transactions.values.count).toBe(orders.length);
    expect(metrics.order_creation_duration).toMatchObject({ type: 'trend' });
    expect(metrics.login_duration).toMatchObject({ contains: 'time' });
    expect(new Set(shop.keys).size).toBe(orders.length);
    expect(root.groups.map(({ name }) => name)).toEqual([
      ...['register', 'login', 'search', 'details', 'cart', 'checkout'],
      ...['history', 'profile'],
    ]);
  });

  it('should be failed by orders that are not confirmed', async () => {
    const { exitCode, crossed, summary } = await runAgainst(
      new PaperShop('cancelled'),
    );
    expect(exitCode).toBe(99);
    expect(crossed).toContain('business_transactions: count>0');
    expect(summary.metrics.iterations.values.count).toBeGreaterThan(0);
  });

  it('should keep passwords and tokens to itself', async () => {
    const shop = new PaperShop('confirmed');
    const { outputs, said, summary } = await runAgainst(shop);
    const told = [...Object.values(outputs), said, JSON.stringify(summary)];
    expect(Object.keys(outputs).sort()).toEqual(['stdout', 'summary.json']);
    expect(shop.passwords.length).toBeGreaterThan(1);
    expect(new Set(shop.passwords).size).toBe(shop.passwords.length / 2);
    for (const secret of [TOKEN, ...shop.passwords]) {
      expect(told.filter(text => text.includes(secret))).toEqual([]);
    }
  });

  it('should say what is wrong with its settings', async () => {
    const running = runLoadTest({
      ...{ root: ROOT, script: SCRIPT, reporter: silentReporter() },
      env: { SCALE: '2' },
    });
    await expect(running).rejects.toMatchObject({
      exitCode: 107,
      message: expect.stringContaining(
        "SCALE must be a number from 0.001 to 1, and is '2'",
      ),
    });
  });

  it.each<[string, Array<[string, number]>]>([
    [
      '1',
      [
        ['300s', 10],
        ['900s', 100],
        ['300s', 200],
        ['300s', 0],
      ],
    ],
    [
      '0.02',
      [
        ['6s', 1],
        ['18s', 2],
        ['6s', 4],
        ['6s', 0],
      ],
    ],
  ])('should ramp at scale %s as it should', async (scale, stages) => {
    const bundle = await bundleScript({ root: ROOT, script: SCRIPT, folder });
    const { user, script } = await VirtualUser.start({
      ...{ bundle, env: { SCALE: scale }, vu: 1 },
      ...{ onSample: () => {}, onLog: () => {} },
    });
    await user.stop();
    expect(script.options).toMatchObject({
      scenarios: {
        journey: {
          executor: 'ramping-vus',
          startVUs: 1,
          stages: stages.map(([duration, target]) => ({ duration, target })),
        },
      },
      thresholds: {
        http_req_duration: ['p(95)<2000', 'p(99)<5000'],
        http_req_failed: ['rate<0.05'],
        checks: ['rate>0.95'],
        business_transactions: ['count>0'],
      },
    });
  });
});
