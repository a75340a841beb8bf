import {
  TimelineItem,
  timelineResponseSchema,
} from '@portico/plugin-timeline-common';
import {
  aCreation,
  startReadyPortal,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

const WIDE = 'from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z';
const RUNS = '/environments/staging/pipeline-runs';

function aReport(fields: object = {}) {
  return {
    id: 'run-1',
    operation: 'apply',
    status: 'succeeded',
    startedAt: '2026-11-25T10:00:00Z',
    finishedAt: '2026-11-25T10:14:00Z',
    ...fields,
  };
}

describe('timelineRouter', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  const timeline = async (who: string, search: string) => {
    const { status, body } = await portal
      .person(who)
      .get(`/timeline?${search}`);
    expect(status).toBe(200);
    return timelineResponseSchema.parse(body);
  };
  const titles = async (who: string, search: string = WIDE) =>
    (await timeline(who, search)).items.map(({ title }) => title);

  /** Ada asks for an environment of production, which needs a yes. */
  async function askForProd() {
    const { body } = await portal.person('ada').post(
      '/changes',
      aCreation({
        name: 'prod-eu',
        environmentClass: 'prod',
        cidr: '10.30.0.0/16',
      }),
    );
    return body.id as string;
  }

  it('should tell of changes and runs, the newest first', async () => {
    await portal.machine.post(RUNS, aReport({ simulated: true }));
    const id = await askForProd();
    const { items } = await timeline('ada', WIDE);
    expect(items).toMatchObject([
      {
        kind: 'change-request',
        title: 'Create prod-eu: requested by ada',
        status: 'waiting',
        url: `/environments/changes/${id}`,
        origin: 'live',
      },
      {
        kind: 'pipeline-run',
        at: '2026-11-25T10:00:00.000Z',
        until: '2026-11-25T10:14:00.000Z',
        title: 'Applied: staging',
        origin: 'simulated',
      },
    ]);
    await portal.person('grace').post(`/changes/${id}/reject`);
    expect((await titles('ada'))[0]).toBe('Create prod-eu: rejected by grace');
  });

  it('should keep to the environment, the entity and the window', async () => {
    await portal.machine.post(RUNS, aReport());
    await askForProd();
    const run = ['Applied: staging'];
    const change = ['Create prod-eu: requested by ada'];
    const service = 'entityRef=component:default/order-service';
    expect(await titles('ada', `${WIDE}&${service}`)).toEqual([
      ...change,
      ...run,
    ]);
    expect(
      await titles('ada', `${WIDE}&${service}&environment=staging`),
    ).toEqual(run);
    expect(
      await titles('ada', `${WIDE}&entityRef=resource:default/prod-eu`),
    ).toEqual(change);
    expect(
      await titles(
        'ada',
        `${WIDE}&entityRef=resource:default/prod-eu&environment=staging`,
      ),
    ).toEqual([]);
    const at = (from: string, to: string) => `from=${from}&to=${to}`;
    expect(
      await titles('ada', at('2026-11-25T10:13:59Z', '2026-11-25T10:20:00Z')),
    ).toEqual(run);
    expect(
      await titles('ada', at('2026-11-25T10:14:00Z', '2026-11-25T10:20:00Z')),
    ).toEqual([]);
    expect(
      await titles('ada', at('2026-11-25T09:00:00Z', '2026-11-25T10:00:00Z')),
    ).toEqual([]);
  });

  it('should tell of the last 30 days where no window is given', async () => {
    const day = (back: number) =>
      new Date(Date.now() - back * 86_400_000).toISOString();
    const report = (id: string, back: number) =>
      portal.machine.post(
        RUNS,
        aReport({ id, startedAt: day(back), finishedAt: day(back) }),
      );
    await report('old', 31);
    await report('young', 29);
    const { items } = await timeline('ada', 'environment=staging');
    expect(items.map(({ id }) => id)).toEqual(['run:staging:young']);
  });

  it.each([
    'cursor=nonsense',
    `cursor=${Buffer.from('{"source":"run","at":"x","key":["a","b"]}').toString(
      'base64url',
    )}`,
    'from=yesterday',
    'from=2026-11-25T10:00:00Z&to=2026-11-25T10:00:00Z',
    'from=2100-01-01T00:00:00Z',
    'entityRef=nonsense',
    'environment=a&environment=b',
  ])('should answer 400 to %s', async search => {
    const { status } = await portal.person('ada').get(`/timeline?${search}`);
    expect(status).toBe(400);
  });

  it('should give every item once, page by page', async () => {
    // 450 runs, many of them at the same moment, and a change among them.
    await askForProd();
    for (let n = 0; n < 450; n += 1) {
      const startedAt = `2026-11-25T1${n % 3}:00:00Z`;
      await portal.machine.post(
        RUNS,
        aReport({ id: `run-${n}`, startedAt, finishedAt: startedAt }),
      );
    }
    const seen: TimelineItem[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const next = cursor ? `&cursor=${cursor}` : '';
      const page = await timeline('ada', `${WIDE}${next}`);
      sizes.push(page.items.length);
      seen.push(...page.items);
      cursor = page.cursor;
    } while (cursor);
    expect(sizes).toEqual([200, 200, 51]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(451);
    const times = seen.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  describe('permissions', () => {
    it('should show the changes that the list shows, and no others', async () => {
      await askForProd();
      for (const who of ['ada', 'bob', 'eve', 'grace', 'margaret']) {
        const list = await portal.person(who).get('/changes');
        const listed = list.body.items.length > 0;
        expect([who, (await titles(who)).length > 0]).toEqual([who, listed]);
      }
      expect(await titles('eve')).toEqual([]);
      expect(await titles('bob')).toHaveLength(1);
    });

    it('should answer 403 where the list of changes does', async () => {
      await askForProd();
      portal.denied.add('environments.change.read');
      for (const path of ['/changes', `/timeline?${WIDE}`]) {
        const { status, text } = await portal.person('ada').get(path);
        expect([path, status]).toEqual([path, 403]);
        expect(text).toContain('environments.change.read');
        expect(text).not.toContain('prod-eu');
      }
    });

    it('should hide what happened to an environment that somebody may not read', async () => {
      await portal.machine.post(RUNS, aReport());
      portal.repository.push('staging.yaml', undefined);
      await askForProd();
      portal.denied.add('environments.environment.read');
      for (const search of [WIDE, `${WIDE}&environment=staging`]) {
        const { text } = await portal
          .person('grace')
          .get(`/timeline?${search}`);
        expect(text).not.toContain('staging');
      }
    });

    it('should not take machines for people', async () => {
      expect((await portal.machine.get(`/timeline?${WIDE}`)).status).toBe(403);
    });
  });

  it('should tell that a file is gone, and mark what is invented', async () => {
    portal.repository.push('staging.yaml', undefined);
    // A merge makes the portal read at once.
    await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    const search = `${WIDE}&environment=staging`;
    const removed = async () => (await timeline('grace', search)).items;
    const [item] = await until(removed, items => items.length > 0);
    expect(item).toMatchObject({
      kind: 'environment-removed',
      title: 'Removed from Git: staging',
      origin: 'sample',
    });
    await portal.machine.post(RUNS, aReport());
    expect(
      (await removed()).map(({ kind, origin }) => `${kind} ${origin}`).sort(),
    ).toEqual(['environment-removed live', 'pipeline-run live']);
  });
});
