import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { startTestPortal } from '../__testUtils__/startTestPortal';
import { FakePlatformHost } from './__testUtils__/FakePlatformHost';

const PATH = 'infra/kubernetes/overlays/prod/images/kustomization.yaml';
const FILE = 'images:\n  - name: order-service\n    newTag: 1.4.2\n';
const WISH = {
  entityRef: 'component:default/order-service',
  environment: 'prod',
  version: '1.5.0',
};

type Options = Parameters<typeof startTestPortal>[0];

describe('POST /promotions', () => {
  let host: FakePlatformHost;

  beforeEach(async () => {
    host = await FakePlatformHost.start({ [PATH]: FILE });
  });

  afterEach(() => host.stop());

  async function post(
    body: object,
    options: Options = {},
    authorization = mockCredentials.user.header('user:default/ada'),
  ) {
    const portal = await startTestPortal({
      deployments: {
        promotions: {
          repository: { host: host.host, owner: 'acme', repo: 'platform' },
        },
      },
      integrations: {
        github: [
          {
            host: host.host,
            apiBaseUrl: `http://${host.host}`,
            token: 'a token',
          },
        ],
      },
      ...options,
    });
    const answer = await request(portal.backend.server)
      .post('/api/deployments/promotions')
      .set('authorization', authorization)
      .send(body);
    return { answer, portal };
  }

  it('should open a pull request, and write it down', async () => {
    const { answer, portal } = await post(WISH);
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        number: 1,
        pullRequestUrl: 'https://git.example.com/acme/platform/pull/1',
      },
    ]);
    expect(host.pulls[0].body).toContain('user:default/ada');
    expect(portal.audit).toEqual([
      expect.stringMatching(/^promotion-request .*succeeded$/),
    ]);
  });

  it('should refuse whoever may not, without asking the Git host', async () => {
    const { answer } = await post(WISH, { denied: ['deployments.promote'] });
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('deployments.promote');
    expect(host.asked).toEqual([]);
  });

  it('should take no wish of a machine', async () => {
    const { answer } = await post(WISH, {}, mockCredentials.service.header());
    expect(answer.status).toBe(403);
    expect(host.asked).toEqual([]);
  });

  it('should not tell a service that is not there from one that is hidden', async () => {
    const { answer } = await post({
      ...WISH,
      entityRef: 'component:default/cart-service',
    });
    expect(answer.status).toBe(403);
  });

  it.each([
    ['no environment', { ...WISH, environment: 'moon' }, 'moon'],
    ['an environment without a file', { ...WISH, environment: 'dev' }, 'dev'],
    ['a path', { ...WISH, environment: '../prod' }, 'lower-case'],
    ['no tag', { ...WISH, version: '1 2' }, 'tag'],
    ['more than it knows', { ...WISH, force: true }, 'force'],
  ])('should refuse %s', async (_, body, words) => {
    const { answer } = await post(body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(words);
    expect(host.pulls).toEqual([]);
  });

  it('should say so where this portal promotes nothing', async () => {
    const { answer } = await post(WISH, { deployments: {} });
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toContain(
      'deployments.promotions.repository is not set',
    );
  });

  it('should say so where the Git host refuses, and that there is nothing to promote', async () => {
    host.fault = { line: /^GET git/, status: 401 };
    expect((await post(WISH)).answer.status).toBe(503);
    expect((await post({ ...WISH, version: '1.4.2' })).answer.status).toBe(409);
  });
});
