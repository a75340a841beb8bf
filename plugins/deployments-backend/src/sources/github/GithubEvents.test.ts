import { aGithubDeployment, aStatus } from '../../__testUtils__/FakeGithub';
import { theNames } from '../../__testUtils__/aGithubSource';
import { InMemorySinks } from '../../__testUtils__/InMemorySinks';
import { GithubEvents } from './GithubEvents';

const repository = { full_name: 'acme/order' };
const deployment = aGithubDeployment(1, 10);
const started = { deployment, repository };
const ended = {
  deployment,
  deployment_status: aStatus('success', 12),
  repository,
};

describe('GithubEvents', () => {
  let sinks: InMemorySinks;
  let events: GithubEvents;
  let broken: Error | null;
  const warn = jest.fn();
  const debug = jest.fn();

  const hear = (
    topic: string,
    eventPayload: unknown,
    metadata?: Record<string, string>,
  ) => events.onEvent({ topic, eventPayload, metadata });

  const delivery = (id: string) => ({ 'x-github-delivery': id });

  beforeEach(() => {
    jest.clearAllMocks();
    sinks = new InMemorySinks();
    broken = null;
    events = GithubEvents.create({
      names: {
        current: async () => {
          if (broken) {
            throw broken;
          }
          return theNames();
        },
      },
      changes: sinks,
      origin: 'emulated',
      logger: { warn, debug },
      pausesMs: [1, 1],
    });
  });

  it('should keep what deployments and their statuses tell', async () => {
    await hear('github.deployment', started);
    await hear('github.deployment_status', ended);
    expect(sinks.records).toMatchObject([
      { status: 'succeeded', environment: 'prod', origin: 'emulated' },
    ]);
  });

  it('should come to the same in any order, and however often it is told', async () => {
    await hear('github.deployment_status', ended);
    await hear('github.deployment', started);
    await hear('github.deployment_status', ended);
    expect(sinks.records).toMatchObject([
      { status: 'succeeded', finishedAt: '2026-11-25T10:12:00.000Z' },
    ]);
  });

  it('should take each delivery once', async () => {
    await hear('github.deployment', started, delivery('one'));
    await hear('github.deployment', started, delivery('one'));
    expect(sinks.recorded).toBe(1);
    await hear('github.deployment', started, delivery('two'));
    expect(sinks.recorded).toBe(2);
  });

  it('should remember the deliveries of late, and not of ever', async () => {
    for (let number = 0; number <= 1_000; number += 1) {
      await hear('github.push', {}, delivery(`${number}`));
    }
    await hear('github.deployment', started, delivery('1'));
    expect(sinks.recorded).toBe(0);
    await hear('github.deployment', started, delivery('0'));
    expect(sinks.recorded).toBe(1);
  });

  it('should try again where it can not be kept', async () => {
    let failures = 2;
    const record = sinks.record.bind(sinks);
    sinks.record = async changes => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('the database is busy');
      }
      return record(changes);
    };
    await hear('github.deployment', started, delivery('one'));
    expect(sinks.recorded).toBe(1);
  });

  it.each([
    ['it can not be kept', () => (sinks.failure = new Error('gone'))],
    ['the names are not known', () => (broken = new Error('gone'))],
  ])(
    'should fail where %s, and take the same delivery later',
    async (_, fail) => {
      fail();
      await expect(
        hear('github.deployment', started, delivery('one')),
      ).rejects.toThrow('gone');
      sinks.failure = null;
      broken = null;
      await hear('github.deployment', started, delivery('one'));
      expect(sinks.recorded).toBe(1);
    },
  );

  it.each<[string, unknown]>([
    ['github.deployment', { ...started, repository: { full_name: 'acme/x' } }],
    [
      'github.deployment',
      { ...started, deployment: { ...deployment, environment: 'nowhere' } },
    ],
    ['github.workflow_run', null],
    ['github.deployment', null],
    ['github.deployment', 'text'],
    ['github.deployment', { deployment: { $gt: '' }, repository }],
  ])('should leave %s %j alone, and not fail', async (topic, payload) => {
    await hear(topic, payload);
    expect(sinks.recorded).toBe(0);
    expect(warn.mock.calls.length + debug.mock.calls.length).toBe(1);
  });
});
