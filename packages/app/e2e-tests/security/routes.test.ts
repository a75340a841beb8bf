import { expect, test } from './support/callers';
import { readRoutes, Route, Walk } from './support/readRoutes';

/** What nobody has to sign in for, and why. */
const OPEN: { why: string; route: RegExp }[] = [
  { why: 'health', route: /^GET \/\.backstage\/health\/v1\/\w+$/ },
  { why: 'the pages themselves', route: /^GET (\/api\/app)?\/\*$/ },
  {
    why: 'public keys, by which tokens are verified',
    route: /^GET (\/api\/[\w-]+)?\/\.backstage\/auth\/v1\/jwks\.json$/,
  },
  {
    why: 'taking the cookie of a page away',
    route: /^DELETE (\/api\/[\w-]+)?\/\.backstage\/auth\/v1\/cookie$/,
  },
  {
    why: 'sign-in, which asks by itself',
    route:
      /^(GET|POST) \/api\/auth\/(personas\/|\.well-known\/(openid|jwks|oauth))/,
  },
  {
    why: 'names and parameters of rules, without any of their values',
    route: /^GET \/api\/auth\/\.well-known\/backstage\/permissions\/metadata$/,
  },
  {
    why: 'the names of what agents may ask of sign-in; asking takes a token',
    route: /^GET \/api\/auth\/\.backstage\/actions\/v1\/actions$/,
  },
  {
    why: 'the one ingress of webhooks, which asks for a signature',
    route: /^POST \/api\/events\/http\/github$/,
  },
  {
    why: 'the ingress of alerts, which asks for a token of its own',
    route: /^POST \/api\/events\/http\/alertmanager$/,
  },
  { why: 'health', route: /^GET \/api\/(permission|signals)\/health$/ },
];

/** Refused to everybody, or by the route itself instead of the door before it. */
const FORBIDDEN = /\.backstage\/scheduler|^\/api\/auth\/\.backstage\/.*invoke/;

/** What the machine of a pipeline may read: how the platform does, and nothing of what runs on it. */
const MACHINE_READS = [
  // Which actions there are, as anybody may read in the repository.
  'GET /api/deployments/.backstage/actions/v1/actions',
  'GET /api/deployments/.backstage/actions/v1/status',
  'GET /api/deployments/.well-known/backstage/permissions/metadata',
  'GET /api/deployments/deployments',
  'GET /api/deployments/dora',
  'GET /api/deployments/incidents',
  'GET /api/deployments/matrix',
  'GET /api/deployments/overview',
  'GET /api/deployments/sources',
  'GET /api/deployments/timeline',
  'GET /api/environments/.backstage/actions/v1/actions',
  'GET /api/environments/.backstage/actions/v1/status',
  'GET /api/environments/.well-known/backstage/permissions/metadata',
  'GET /api/environments/environments',
  'GET /api/environments/sources',
];

/** What it reads, and finds nothing in. */
const EMPTY_READS = [
  '/api/deployments/deployments',
  '/api/deployments/incidents',
  '/api/deployments/matrix',
  '/api/deployments/overview',
  '/api/deployments/timeline',
  '/api/environments/environments',
];

/** What is served by a handler below a path, which is no route. */
const MOUNTED: Route[] = [
  {
    method: 'GET',
    path: '/api/techdocs/static/docs/:namespace/:kind/:name/index.html',
  },
];

/** An address of a route that could exist. */
function addressOf({ path }: Route): string {
  return path
    .replace(':kind', 'component')
    .replace(':namespace', 'default')
    .replace(':name', 'order-service')
    .replace(/:key\(\*\)/, 'theme')
    .replace(/:\w+/g, '4b1a0b6e-0b0e-4e5a-9d0e-0d4f5f6a7b8c')
    .replace('*', 'anything');
}

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

test.describe.serial('every route of the backend', () => {
  let walk: Walk;
  let closed: Route[];

  test.beforeAll(async () => {
    walk = await readRoutes();
    closed = [...walk.routes, ...MOUNTED].filter(
      route => !OPEN.some(open => open.route.test(nameOf(route))),
    );
  });

  test('is known to this test', () => {
    const plugins = new Set(
      walk.routes.map(({ path }) => /^\/api\/([\w-]+)/.exec(path)?.[1]),
    );
    for (const plugin of [
      'catalog',
      'scaffolder',
      'search',
      'techdocs',
      'notifications',
      'mcp-actions',
      'deployments',
      'environments',
    ]) {
      expect(plugins).toContain(plugin);
    }
    expect(closed.length).toBeGreaterThan(150);
    // What is open must still be there, or the list is out of date.
    for (const { route } of OPEN) {
      expect(walk.routes.filter(r => route.test(nameOf(r)))).not.toEqual([]);
    }
  });

  test('answers 401 to nobody', async ({ call }) => {
    const wrong: string[] = [];
    for (const route of closed) {
      const response = await call('nobody', addressOf(route), {
        method: route.method,
      });
      const refused = FORBIDDEN.test(route.path) ? 403 : 401;
      if (response.status() !== refused) {
        wrong.push(`${response.status()} ${nameOf(route)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('lets the machine of a pipeline in to its own report alone', async ({
    call,
  }) => {
    const entered: string[] = [];
    for (const route of closed) {
      const response = await call('ci', addressOf(route), {
        method: route.method,
      });
      if (response.status() < 400) {
        entered.push(nameOf(route));
      }
    }
    expect(entered.sort()).toEqual(MACHINE_READS);
    for (const path of EMPTY_READS) {
      const list = await call('ci', path);
      expect((await list.json()).items, path).toEqual([]);
    }
    const dora = await call('ci', '/api/deployments/dora');
    expect((await dora.json()).entityRefs).toEqual([]);
    for (const plugin of ['deployments', 'environments']) {
      const action = await call(
        'ci',
        `/api/${plugin}/.backstage/actions/v1/actions/${plugin}:list/invoke`,
        { method: 'POST', data: {} },
      );
      expect((await action.json()).output.items, plugin).toEqual([]);
    }
  });

  test('gives scheduled work to nobody, not even the platform team', async ({
    call,
  }) => {
    const controls = closed.filter(({ path }) => /scheduler/.test(path));
    expect(controls.length).toBeGreaterThan(10);
    for (const route of controls) {
      const response = await call('grace', addressOf(route), {
        method: route.method,
      });
      expect(response.status(), nameOf(route)).toBe(403);
    }
  });

  test('keeps nobody waiting for who sends slowly', () => {
    expect(walk.limits).toEqual({
      headersTimeout: 20_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 65_000,
    });
  });
});
