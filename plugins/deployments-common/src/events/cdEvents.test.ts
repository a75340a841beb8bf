import fc from 'fast-check';
import { NAMES } from '../__testUtils__/names';
import { readCdEvent } from './cdEvents';
import { foldChanges } from './foldChanges';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests change it as they like
function anEvent(
  predicate = 'deployed',
  change: (event: any) => void = () => {},
) {
  const event = {
    context: {
      specversion: '0.5.0',
      id: '271069a8-fc18-44f1-b38f-9d70a1695819',
      source: 'acme/pipeline',
      type: `dev.cdevents.service.${predicate}.0.3.0`,
      timestamp: '2026-11-25T11:05:00+01:00',
      chainId: 'something-else',
    },
    subject: {
      id: 'service/order-service',
      source: 'acme/pipeline',
      content: {
        environment: { id: 'production' },
        artifactId: 'pkg:oci/order-service@1.5.0',
      },
    },
    customData: {
      deployer: 'ada',
      commit: '4f2c9d1e0b7a',
      startedAt: '2026-11-25T10:00:00Z',
      url: 'https://ci.example/runs/1',
      commits: [
        { sha: '4f2c9d1e0b7a', authoredAt: '2026-11-24T12:00:00+01:00' },
      ],
      team: 'checkout',
    },
  };
  change(event);
  return event;
}

function read(body: unknown) {
  return readCdEvent(body, NAMES, 'live');
}

describe('readCdEvent', () => {
  it('should make a deployment of an event', () => {
    const reading = read(anEvent());
    expect(reading.status).toBe('taken');
    expect(foldChanges(reading.status === 'taken' ? reading.changes : [])) //
      .toEqual([
        {
          id: 'cdevents:acme/pipeline/271069a8-fc18-44f1-b38f-9d70a1695819',
          entityRef: 'component:default/order-service',
          environment: 'prod',
          version: '1.5.0',
          commit: '4f2c9d1e0b7a',
          artifact: 'pkg:oci/order-service@1.5.0',
          who: 'ada',
          startedAt: '2026-11-25T10:00:00.000Z',
          finishedAt: '2026-11-25T10:05:00.000Z',
          failedAt: null,
          status: 'succeeded',
          kind: null,
          source: {
            type: 'cdevents',
            id: 'acme/pipeline/271069a8-fc18-44f1-b38f-9d70a1695819',
            url: 'https://ci.example/runs/1',
          },
          alsoFrom: [],
          commits: [
            { sha: '4f2c9d1e0b7a', authoredAt: '2026-11-24T11:00:00.000Z' },
          ],
          origin: 'live',
        },
      ]);
  });

  it('should take a CloudEvent around it', () => {
    const event = anEvent();
    const { type, id, source } = event.context;
    const envelope = { specversion: '1.0', id, source, type, data: event };
    expect(read(envelope)).toEqual(read(event));
    expect(read({ ...envelope, type: 'dev.cdevents.other' })).toEqual({
      status: 'invalid',
      issues: [
        { path: 'type', message: 'must be the same as data.context.type' },
      ],
    });
  });

  it.each([
    ['deployed', null],
    ['upgraded', null],
    ['rolledback', 'rollback'],
    ['removed', 'remove'],
  ])('should read %s as %s', (predicate, kind) => {
    const reading = read(anEvent(predicate));
    expect(reading).toEqual(
      expect.objectContaining({
        status: 'taken',
        changes: [expect.objectContaining({ kind })],
      }),
    );
  });

  it('should not take for a deployment that a service was published', () => {
    expect(read(anEvent('published')).status).toBe('not-ours');
  });

  it('should take a removal without a package', () => {
    const event = anEvent('removed', one => {
      delete one.subject.content.artifactId;
    });
    expect(read(event).status).toBe('taken');
  });

  it.each<[string, Parameters<typeof anEvent>[1], string]>([
    [
      'another version',
      e => (e.context.type = 'dev.cdevents.service.deployed.0.1.0'),
      'context.type',
    ],
    [
      'another subject',
      e => (e.context.type = 'dev.cdevents.build.queued.0.3.0'),
      'context.type',
    ],
    [
      'no package',
      e => delete e.subject.content.artifactId,
      'subject.content.artifactId',
    ],
    [
      'no environment',
      e => delete e.subject.content.environment,
      'subject.content.environment',
    ],
    [
      'a package that is none',
      e => (e.subject.content.artifactId = 'order'),
      'subject.content.artifactId',
    ],
    [
      'a time without a zone',
      e => (e.context.timestamp = '2026-11-25T11:05:00'),
      'context.timestamp',
    ],
    ['no id', e => (e.context.id = ''), 'context.id'],
    [
      'a link that runs code',
      e => (e.customData.url = `java${'script'}:1`),
      'customData.url',
    ],
  ])('should refuse %s and name the field', (_, change, path) => {
    const reading = read(anEvent('deployed', change));
    expect(reading).toEqual({
      status: 'invalid',
      issues: [expect.objectContaining({ path })],
    });
  });

  it.each<[string, Parameters<typeof anEvent>[1]]>([
    ['environment', e => (e.subject.content.environment.id = 'pr-17')],
    ['component', e => (e.subject.id = 'service/nobody')],
  ])('should say that there is no such %s', (what, change) => {
    expect(read(anEvent('deployed', change))).toEqual({
      status: 'not-ours',
      reason: expect.stringContaining(`no ${what}`),
    });
  });

  it('should survive whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (body, part) => {
        const bodies = [
          body,
          { specversion: '1.0', data: body },
          anEvent('deployed', event =>
            Object.assign(event, { customData: part }),
          ),
          anEvent('deployed', event =>
            Object.assign(event.subject, { content: part }),
          ),
        ];
        expect(bodies.map(one => read(one).status)).not.toContain(undefined);
      }),
    );
  });
});
