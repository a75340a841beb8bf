import {
  deploymentListSchema,
  eventAcceptedSchema,
} from '@portico/plugin-deployments-common';
import { aCdEvent } from '../__testUtils__/aCdEvent';
import {
  startTestPortal,
  type TestPortal,
} from '../__testUtils__/startTestPortal';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';

jest.setTimeout(120_000);

const ACCEPTED = {
  deploymentId: 'cdevents:acme/pipeline/run-1',
  duplicate: false,
};

describe('POST /events', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let portal: TestPortal;

    beforeEach(async () => {
      const knex = await migratedDatabase(databases, databaseId);
      portal = await startTestPortal({ knex });
    });
    afterEach(() => portal.backend.stop());

    const listed = async () => {
      const { body } = await portal.ada.get('/deployments');
      return deploymentListSchema.parse(body).items;
    };

    it('should keep what a pipeline tells, once', async () => {
      const first = await portal.machine.post('/events', aCdEvent());
      expect([first.status, first.body]).toEqual([202, ACCEPTED]);
      eventAcceptedSchema.strict().parse(first.body);
      const again = await portal.machine.post('/events', aCdEvent());
      expect([again.status, again.body]).toEqual([
        200,
        { ...ACCEPTED, duplicate: true },
      ]);
      expect(await listed()).toMatchObject([
        {
          id: 'cdevents:acme/pipeline/run-1',
          entityRef: 'component:default/order-service',
          environment: 'prod',
          version: '1.5.0',
          finishedAt: '2026-11-25T10:05:00.000Z',
          status: 'succeeded',
          kind: 'deploy',
          commits: null,
          origin: 'live',
        },
      ]);
      expect(portal.audit).toEqual([
        'event-take {"reportedBy":"external:test-service"} succeeded',
        'event-take {"reportedBy":"external:test-service"} succeeded',
      ]);
    });

    it.each(['\ud800', '\u{1F600}', '%00', "'; --", '~'.repeat(180), '../..'])(
      'should keep an event that calls itself %.10j',
      async id => {
        const event = aCdEvent({ id });
        expect((await portal.machine.post('/events', event)).status).toBe(202);
        expect((await portal.machine.post('/events', event)).status).toBe(200);
        const later = aCdEvent({ id: 'later', at: '2026-11-25T11:00:00Z' });
        await portal.machine.post('/events', later);
        const { body } = await portal.ada.get('/deployments?limit=1');
        const cursor = encodeURIComponent(body.nextCursor);
        const next = await portal.ada.get(`/deployments?cursor=${cursor}`);
        expect(next.body.items).toMatchObject([
          { id: `cdevents:acme/pipeline/${id}` },
        ]);
      },
    );

    it('should take twenty equal events at once as one', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          portal.machine.post('/events', aCdEvent()),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([
        ...Array.from({ length: 19 }, () => 200),
        202,
      ]);
      expect(await listed()).toHaveLength(1);
    });

    it('should tell what each did, in whatever order they come', async () => {
      const at = (hour: number) => `2026-11-25T${hour}:00:00Z`;
      for (const event of [
        aCdEvent({ id: 'c', at: at(12), version: '1.0.0' }),
        aCdEvent({ id: 'a', at: at(10), version: '1.0.0' }),
        aCdEvent({ id: 'd', at: at(13), what: 'removed' }),
        aCdEvent({ id: 'b', at: at(11), version: '1.1.0' }),
      ]) {
        expect((await portal.machine.post('/events', event)).status).toBe(202);
      }
      expect(
        (await listed()).map(({ kind, status }) => [kind, status]),
      ).toEqual([
        ['remove', 'succeeded'],
        ['rollback', 'succeeded'],
        ['deploy', 'rolled-back'],
        ['deploy', 'succeeded'],
      ]);
    });
  });

  describe('of whoever sends anything', () => {
    let portal: TestPortal;

    beforeAll(async () => {
      portal = await startTestPortal({
        deployments: {
          environments: ['dev', 'prod', 'edge'],
          aliases: { production: 'prod' },
        },
      });
    });
    afterAll(() => portal.backend.stop());

    it('should take a CloudEvent, in its structured and its binary mode', async () => {
      const data = aCdEvent({ id: 'structured', environment: 'production' });
      const structured = await portal.machine.post(
        '/events',
        JSON.stringify({
          specversion: '1.0',
          id: '1',
          source: 'acme/pipeline',
          type: data.context.type,
          data,
        }),
        { 'content-type': 'application/cloudevents+json; charset=utf-8' },
      );
      expect([structured.status, structured.body.deploymentId]).toEqual([
        202,
        'cdevents:acme/pipeline/structured',
      ]);
      const binary = aCdEvent({ id: 'binary' });
      const headers = {
        'ce-specversion': '1.0',
        'ce-type': binary.context.type,
        'ce-id': '1',
        'ce-source': 'acme/pipeline',
      };
      const taken = await portal.machine.post('/events', binary, headers);
      expect([taken.status, taken.body.deploymentId]).toEqual([
        202,
        'cdevents:acme/pipeline/binary',
      ]);
      const other = await portal.machine.post('/events', binary, {
        ...headers,
        'ce-type': 'dev.cdevents.service.removed.0.3.0',
      });
      expect([other.status, other.body.error.issues]).toEqual([
        400,
        [{ path: 'type', message: 'must be the same as data.context.type' }],
      ]);
    });

    it('should know the environments that are configured, as it knows those of the catalog', async () => {
      const event = aCdEvent({ id: 'edge', environment: 'edge' });
      expect((await portal.machine.post('/events', event)).status).toBe(202);
    });

    it('should name the fields that are wrong', async () => {
      const event = aCdEvent({ at: 'yesterday' });
      event.subject.content.artifactId = 'order-service';
      const { status, body } = await portal.machine.post('/events', event);
      expect(status).toBe(400);
      expect(body.error.name).toBe('InputError');
      expect(
        body.error.issues.map(({ path }: { path: string }) => path).sort(),
      ).toEqual(['context.timestamp', 'subject.content.artifactId']);
    });

    it.each([
      [{ service: 'cart-service' }, 'There is no component cart-service.'],
      [{ environment: 'moon' }, 'There is no environment moon.'],
      [{ what: 'published' }, 'It tells of no change of version.'],
    ])('should say that %j is not ours', async (fields, message) => {
      const event = aCdEvent({ id: 'other', ...fields });
      const { status, body } = await portal.machine.post('/events', event);
      expect([status, body.error]).toMatchObject([
        422,
        { name: 'NotOursError', message },
      ]);
    });

    it('should take events of machines that may tell of them alone', async () => {
      expect((await portal.nobody.post('/events', aCdEvent())).status).toBe(
        401,
      );
      expect((await portal.ada.post('/events', aCdEvent())).status).toBe(403);
      portal.denied.add('deployments.events.create');
      const refused = await portal.machine.post('/events', aCdEvent());
      portal.denied.clear();
      expect([refused.status, refused.body.error.message]).toEqual([
        403,
        'You need the permission deployments.events.create',
      ]);
    });

    it.each([
      ['text/plain', '{}', 415],
      ['application/cloudevents-batch+json', '[]', 415],
      ['application/json', '{"context":', 400],
      ['application/json', '[]', 400],
      ['application/json', '{"__proto__": {"polluted": true}}', 400],
      ['application/json', '{"constructor": {"prototype": {}}}', 400],
      ['application/json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400],
      ['application/json', `{"a": "${'x'.repeat(1_100_000)}"}`, 413],
    ])('should answer to %s %#', async (type, body, expected) => {
      const { status } = await portal.machine.post('/events', body, {
        'content-type': type,
      });
      expect(status).toBe(expected);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });

    it('should take 5,000 commits, and texts as they are', async () => {
      const commits = Array.from({ length: 5_000 }, (_, index) => ({
        sha: index.toString(16).padStart(40, '0'),
        authoredAt: '2026-11-25T09:00:00+01:00',
      }));
      const deployer = `'; DROP TABLE deployments; -- \u{1F600} ' OR 1=1`;
      const event = aCdEvent({
        id: 'many',
        at: '2026-11-26T10:00:00Z',
        customData: { commits, deployer, url: 'https://ci.example/1' },
      });
      expect((await portal.machine.post('/events', event)).status).toBe(202);
      const { body } = await portal.ada.get('/deployments?limit=1');
      const [{ commits: kept, who }] = deploymentListSchema.parse(body).items;
      expect(kept).toHaveLength(5_000);
      expect(kept?.[1].authoredAt).toBe('2026-11-25T08:00:00.000Z');
      expect(who).toBe(deployer);
    });
  });
});

describe('POST /events where something stands in for a pipeline', () => {
  it('should say so of what it tells', async () => {
    const portal = await startTestPortal({
      deployments: { events: { origin: 'emulated' } },
    });
    await portal.machine.post('/events', aCdEvent());
    const { body } = await portal.ada.get('/deployments');
    expect(body.items).toMatchObject([{ origin: 'emulated' }]);
    await portal.backend.stop();
  });
});
