import { randomUUID } from 'node:crypto';
import { Call, expect, test } from './support/callers';
import { GitHost } from './support/GitHost';
import { INNER_SECRET, withInnerServer } from './support/innerServer';

const entity = (kind: string, name: string, spec: object) =>
  JSON.stringify({
    apiVersion:
      kind === 'Template'
        ? 'scaffolder.backstage.io/v1beta3'
        : 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
    spec,
  });

/** What only the platform's own repository may bring. */
const FORBIDDEN: Record<string, string> = {
  'user.yaml': entity('User', 'mallory', { memberOf: ['platform-approvers'] }),
  'group.yaml': entity('Group', 'platform-approvers', {
    type: 'team',
    children: [],
    members: ['ada'],
  }),
  'template.yaml': entity('Template', 'mine', {
    type: 'service',
    owner: 'user:default/ada',
    parameters: [],
    steps: [],
  }),
  'cluster.yaml': entity('Resource', 'my-cluster', {
    type: 'kubernetes-cluster',
    owner: 'user:default/ada',
  }),
};

const GOOD = entity('Component', 'a-guest', {
  type: 'service',
  lifecycle: 'experimental',
  owner: 'user:default/ada',
});

async function register(call: Call, target: string, type = 'url') {
  return call('grace', '/api/catalog/locations?dryRun=true', {
    data: { type, target },
  });
}

test.describe.serial('what is added to the catalog', () => {
  const hostile = { base: '' };

  test.beforeAll(async ({ playwright }) => {
    // Of its own: the context of a test ends with the test.
    const request = await playwright.request.newContext();
    const repo = `guests-${randomUUID().slice(0, 8)}`;
    hostile.base = await GitHost.of(request).publish(repo, {
      ...FORBIDDEN,
      'good.yaml': GOOD,
      'nested.yaml': entity('Location', 'nested', {
        targets: Object.keys(FORBIDDEN).map(file => `./${file}`),
      }),
      'twice.yaml': entity('Location', 'twice', { targets: ['./nested.yaml'] }),
      'metadata.yaml': entity('Location', 'outward', {
        targets: ['http://169.254.169.254/latest/meta-data/catalog-info.yaml'],
      }),
      'onDisk.yaml': entity('Location', 'on-disk', {
        type: 'file',
        targets: ['/etc/hostname'],
      }),
      'bomb.yaml': `a: &a ["x","x","x","x","x","x","x","x","x"]\n${'bcdefghij'
        .split('')
        .map(
          (letter, index) =>
            `${letter}: &${letter} [${Array(9)
              .fill(`*${'abcdefghij'[index]}`)
              .join(',')}]`,
        )
        .join('\n')}\n`,
      'large.yaml': `${GOOD.slice(0, -1)}, "padding": "${'x'.repeat(
        7_000_000,
      )}"}`,
      'deep.yaml': `{"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"deep"},"spec":${'['.repeat(
        20_000,
      )}${']'.repeat(20_000)}}`,
    });
    await request.dispose();
  });

  test('may be a component', async ({ call }) => {
    const response = await register(call, `${hostile.base}/good.yaml`);
    expect(response.status(), await response.text()).toBe(201);
  });

  for (const file of [...Object.keys(FORBIDDEN), 'nested.yaml', 'twice.yaml']) {
    test(`may not be ${file}`, async ({ call }) => {
      const response = await register(call, `${hostile.base}/${file}`);
      expect(response.status()).toBe(400);
      expect(await response.text()).toContain('not of an allowed kind');
    });
  }

  test('is not read from the disk', async ({ call }) => {
    expect((await register(call, '/etc/hostname', 'file')).status()).toBe(400);
    const nested = await register(call, `${hostile.base}/onDisk.yaml`);
    expect(nested.status()).toBe(400);
  });

  test('does not lead to an address that was not allowed', async ({ call }) => {
    const nested = await register(call, `${hostile.base}/metadata.yaml`);
    expect(nested.status()).toBe(400);
    expect(await nested.text()).toContain('is not allowed');
  });

  for (const file of ['bomb.yaml', 'large.yaml', 'deep.yaml']) {
    test(`is refused fast as ${file}, while others are served`, async ({
      call,
    }) => {
      const began = Date.now();
      const [response, health] = await Promise.all([
        register(call, `${hostile.base}/${file}`),
        call('nobody', '/.backstage/health/v1/liveness').then(async answer => ({
          status: answer.status(),
          after: Date.now() - began,
        })),
      ]);
      expect(response.status()).toBe(400);
      expect(Date.now() - began).toBeLessThan(10_000);
      expect(health.status).toBe(200);
      expect(health.after).toBeLessThan(3_000);
    });
  }
});

test.describe('an address that the portal must not read', () => {
  test('is refused before anything is asked of it', async ({ call }) => {
    await withInnerServer(async port => {
      for (const host of [
        'localhost',
        '127.0.0.1',
        '[::1]',
        '[::ffff:127.0.0.1]',
        '2130706433',
        '0x7f000001',
        '127.1',
        'user@127.0.0.1',
        '169.254.169.254',
      ]) {
        const target = `http://${host}:${port}/acme/x/blob/main/catalog-info.yaml`;
        const response = await register(call, target);
        expect(response.status(), target).toBe(400);
        const analysis = await call('grace', '/api/catalog/analyze-location', {
          data: { location: { type: 'url', target } },
        });
        expect(await analysis.text()).not.toContain(INNER_SECRET);
      }
    });
  });

  test('is refused to those who may not add places', async ({ call }) => {
    for (const person of ['ada', 'margaret', 'ci'] as const) {
      const data = { type: 'url', target: 'http://localhost/x.yaml' };
      for (const [path, body] of [
        ['/locations', data],
        ['/locations?dryRun=true', data],
        ['/analyze-location', { location: data }],
      ] as const) {
        const response = await call(person, `/api/catalog${path}`, {
          data: body,
        });
        expect(response.status(), `${person} ${path}`).toBe(403);
      }
    }
  });

  test('is not reached by a path that climbs out', async ({
    call,
    gitHost,
  }) => {
    for (const path of [
      '%2e%2e%2f%2e%2e%2fapi%2fv3%2fuser',
      '%252e%252e%252fapi%252fv3%252fuser',
      '..%5c..%5capi%5cv3%5cuser',
      '..\\..\\api\\v3\\user',
      '..%2f..%2f..%2f..%2f_emulator%2ffaults',
      '%c0%ae%c0%ae/user',
    ]) {
      const target = `${gitHost.url}/acme/platform/blob/main/${path}`;
      const response = await register(call, target);
      expect(response.status(), target).toBe(400);
    }
  });
});
