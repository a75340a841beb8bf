import {
  startTestPortal,
  type TestPortal,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

const READS = [
  '/deployments',
  '/matrix',
  '/overview',
  '/dora',
  '/incidents',
  '/timeline',
  '/sources',
];

describe('HTTP access', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startTestPortal();
  });
  afterAll(() => portal.backend.stop());

  it.each(READS)(
    'should let people and machines read %s, and nobody else',
    async path => {
      expect((await portal.nobody.get(path)).status).toBe(401);
      expect((await portal.ada.get(path)).status).toBe(200);
      expect((await portal.machine.get(path)).status).toBe(200);
    },
  );

  it.each(['/events', '/incidents'])(
    'should answer 401 to a post to %s of nobody',
    async path => {
      expect((await portal.nobody.post(path, {})).status).toBe(401);
    },
  );

  it.each([
    '/deployments?entityRef=order-service',
    '/deployments?entityRef[]=component:default/order-service',
    '/deployments?entityRef[$ne]=x',
    '/deployments?entityref=component:default/order-service',
    '/deployments?environment=',
    '/deployments?status=splendid',
    '/deployments?limit=0',
    '/deployments?limit=201',
    '/deployments?limit=1&limit=2',
    '/deployments?from=yesterday',
    '/deployments?cursor=x',
    '/deployments?cursor=2026-13-99T99:99:99.999Z~x',
    `/deployments?cursor=${'x'.repeat(501)}`,
    `/deployments?${'entityRef=component:default/x&'.repeat(101)}`,
    '/matrix?owner=ada',
    '/overview?__proto__=x',
    '/dora?zone=Berlin',
    '/dora?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z',
    '/dora?from=2020-01-01T00:00:00Z',
    '/dora?from=2999-01-01T00:00:00Z',
    '/incidents?status=failed',
    '/incidents?cursor=',
    '/timeline?cursor=2026-11-25T10:00:00.000Z~commit~x',
    '/timeline?entityRef=a&entityRef=b',
    '/timeline?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z',
    '/timeline?environment=%00',
  ])('should refuse %.80s', async path => {
    const { status, body } = await portal.ada.get(path);
    expect([status, body.error.name]).toEqual([400, 'InputError']);
  });

  it('should take a hundred references, in whatever case they are written', async () => {
    const refs = Array.from(
      { length: 100 },
      (_, index) => `entityRef=Component:default/Service-${index}`,
    ).join('&');
    for (const path of ['/deployments', '/matrix', '/overview', '/dora']) {
      expect((await portal.ada.get(`${path}?${refs}`)).status).toBe(200);
    }
    const { body } = await portal.ada.get(
      '/dora?entityRef=Component:default/X&entityRef=component:default/x',
    );
    expect(body.entityRefs).toEqual(['component:default/x']);
  });

  it('should say which parameter is wrong', async () => {
    const { body } = await portal.ada.get('/deployments?limit=no&owner=ada');
    expect(body.error.issues).toEqual([
      { path: 'limit', message: expect.any(String) },
      { path: 'owner', message: 'is not a field here' },
    ]);
  });

  it.each([
    `'; DROP TABLE deployments; --`,
    '%25%5f',
    '\u{1F600}',
    '../../x',
    'a'.repeat(63),
  ])('should take %.20s for a name like any other', async name => {
    const environment = encodeURIComponent(name);
    const { status, body } = await portal.ada.get(
      `/deployments?environment=${environment}`,
    );
    expect([status, body]).toEqual([200, { items: [] }]);
  });
});
