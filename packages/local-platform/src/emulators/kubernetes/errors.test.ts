import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  RESTRICTED_TOKEN,
  startTestBed,
  type TestBed,
} from './__testUtils__/startTestBed';

const fixture = (name: string) =>
  readFileSync(join(__dirname, '__fixtures__', name), 'utf8');
const SHOP = '/namespaces/shop';
const DEPLOYMENTS = `/apis/apps/v1${SHOP}/deployments`;

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.emulator.stop());

describe('an answer that is no success', () => {
  const RESTRICTED = { token: RESTRICTED_TOKEN };
  it.each<[string, number, string, { token?: string | null }]>([
    [
      'status-400-bad-selector',
      400,
      `${DEPLOYMENTS}?labelSelector=a%3D%3D%3Db`,
      {},
    ],
    [
      'status-401-invalid-token',
      401,
      DEPLOYMENTS,
      { token: 'nobody-has-this' },
    ],
    ['status-403-anonymous', 403, DEPLOYMENTS, { token: null }],
    [
      'status-403-cluster-scope-pods-restricted-sa',
      403,
      '/api/v1/pods',
      RESTRICTED,
    ],
    [
      'status-403-daemonsets-restricted-sa',
      403,
      `/apis/apps/v1${SHOP}/daemonsets`,
      RESTRICTED,
    ],
    [
      'status-403-hpa-restricted-sa',
      403,
      `/apis/autoscaling/v2${SHOP}/horizontalpodautoscalers`,
      RESTRICTED,
    ],
    ['status-404-object', 404, `${DEPLOYMENTS}/no-such-deployment`, {}],
    ['status-404-unknown-resource', 404, `/apis/apps/v1${SHOP}/widgets`, {}],
  ])(
    'should be that of a real server: %s',
    async (name, status, path, init) => {
      const answer = await bed.request(path, init);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/json');
      expect(await answer.json()).toEqual(JSON.parse(fixture(`${name}.json`)));
    },
  );

  it.each([
    [
      'status-404-unknown-group',
      '/apis/nothing.example/v1/namespaces/shop/things',
    ],
    ['status-404-metrics-group', `/apis/metrics.k8s.io/v1beta1${SHOP}/pods`],
  ])('should be plain text where no group is: %s', async (name, path) => {
    const answer = await bed.request(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe(
      'text/plain; charset=utf-8',
    );
    expect(await answer.text()).toBe(fixture(`${name}.txt`));
  });

  it('should be an empty list for a namespace that does not exist', async () => {
    const list = await bed.get('/apis/apps/v1/namespaces/nowhere/deployments');
    const real = JSON.parse(fixture('list-empty-unknown-namespace.json'));
    real.metadata.resourceVersion = list.metadata.resourceVersion;
    expect(list).toEqual(real);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'should be 403 for whoever wants to write (%s)',
    async method => {
      const answer = await bed.request(`/api/v1${SHOP}/pods/some`, { method });
      const verb = { POST: 'create', PUT: 'update', PATCH: 'patch' }[method];
      expect(answer.status).toBe(403);
      expect((await answer.json()).message).toBe(
        `pods "some" is forbidden: User "system:serviceaccount:portico:portal" cannot ${
          verb ?? 'delete'
        } resource "pods" in API group "" in the namespace "shop"`,
      );
    },
  );

  it('should be 405 for methods that no verb stands for', async () => {
    const answer = await bed.request(DEPLOYMENTS, { method: 'OPTIONS' });
    expect(answer.status).toBe(405);
    expect((await answer.json()).reason).toBe('MethodNotAllowed');
  });

  it('should be 403 for Secrets, to everybody, and discovery should not name them', async () => {
    const answer = await bed.request(`/api/v1${SHOP}/secrets`);
    expect(answer.status).toBe(403);
    const { resources } = await bed.get('/api/v1');
    const names = resources.map(({ name }: { name: string }) => name);
    expect(names).toContain('configmaps');
    expect(names).not.toContain('secrets');
  });

  it('should be 403 for opening a terminal in a pod', async () => {
    const list = await bed.get(`/api/v1${SHOP}/pods`);
    const answer = await bed.request(
      `/api/v1${SHOP}/pods/${list.items[0].metadata.name}/exec?command=sh`,
      { method: 'POST' },
    );
    expect(answer.status).toBe(403);
  });

  it.each([
    ['limit=-1', 'limit: Invalid value: is no whole number that is 0 or more'],
    [
      'continue=abc',
      'continue key is not valid: it was not given by this server',
    ],
    ['resourceVersion=x', 'resourceVersion: Invalid value'],
    [
      'fieldSelector=spec.nothing%3D1',
      'field label not supported: spec.nothing',
    ],
    [
      'fieldSelector=nonsense',
      "invalid selector: 'nonsense'; can't understand 'nonsense'",
    ],
  ])('should be 400 for ?%s', async (query, message) => {
    const answer = await bed.request(`${DEPLOYMENTS}?${query}`);
    expect(answer.status).toBe(400);
    expect((await answer.json()).message).toContain(message);
  });

  it('should be 504 for a version that was never reached', async () => {
    const answer = await bed.request(`${DEPLOYMENTS}?resourceVersion=999999`);
    expect(answer.status).toBe(504);
  });

  it.each([
    '/api/v1/%zz',
    '/apis/apps/v1/namespaces/shop/deployments/a/b/c',
    '/nothing',
    '/apis/apps/v9/deployments',
    '//api',
  ])('should be 404 for %s', async path => {
    expect((await bed.request(path)).status).toBe(404);
  });
});

describe('the way in', () => {
  it.each(['/version', '/healthz', '/livez', '/readyz'])(
    'should be open to everybody at %s',
    async path => {
      expect((await bed.request(path, { token: null })).status).toBe(200);
    },
  );

  it.each(['/api', '/apis', '/api/v1', '/apis/apps'])(
    'should need a token at %s',
    async path => {
      expect((await bed.request(path, { token: null })).status).toBe(403);
      expect((await bed.request(path)).status).toBe(200);
    },
  );

  it('should let the restricted account read what it may', async () => {
    const path = `/api/v1${SHOP}/pods`;
    const answer = await bed.request(path, { token: RESTRICTED_TOKEN });
    expect((await answer.json()).items).toHaveLength(1);
  });
});

describe('discovery', () => {
  it('should name every kind that Backstage reads, with its short names', async () => {
    const versions = [
      '/api/v1',
      '/apis/apps/v1',
      '/apis/autoscaling/v2',
      '/apis/batch/v1',
      '/apis/networking.k8s.io/v1',
    ];
    const lists = await Promise.all(versions.map(bed.get));
    const known = Object.fromEntries(
      lists.flatMap(({ resources }) =>
        resources.map(
          ({ name, shortNames }: { name: string; shortNames?: string[] }) => [
            name,
            shortNames?.[0],
          ],
        ),
      ),
    );
    expect(known).toEqual({
      'pods/log': undefined,
      configmaps: 'cm',
      cronjobs: 'cj',
      daemonsets: 'ds',
      deployments: 'deploy',
      events: 'ev',
      horizontalpodautoscalers: 'hpa',
      ingresses: 'ing',
      jobs: undefined,
      limitranges: 'limits',
      namespaces: 'ns',
      pods: 'po',
      replicasets: 'rs',
      resourcequotas: 'quota',
      services: 'svc',
      statefulsets: 'sts',
    });
  });

  it('should say that it is an emulator, as the release that it copies', async () => {
    expect((await bed.get('/version')).gitVersion).toBe(
      'v1.36.2+portico-emulated',
    );
    expect((await bed.get('/api')).versions).toEqual(['v1']);
    const { groups } = await bed.get('/apis');
    expect(groups.map(({ name }: { name: string }) => name)).toEqual([
      'apps',
      'autoscaling',
      'batch',
      'networking.k8s.io',
    ]);
  });
});
