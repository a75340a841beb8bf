import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { EventsServiceSubscribeOptions } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { aComponent, anEnvironment } from '../__testUtils__/aComponent';
import {
  aGithubDeployment,
  aStatus,
  FakeGithub,
} from '../__testUtils__/FakeGithub';
import { FakeKubernetes, sample } from '../__testUtils__/FakeKubernetes';
import { InMemorySinks } from '../__testUtils__/InMemorySinks';
import { createSources } from './createSources';

type Task = SchedulerServiceTaskScheduleDefinition & {
  id: string;
  fn: (signal: AbortSignal) => unknown;
};

const NOW = new Date('2026-11-25T10:45:07Z');

function aPortal(config: JsonObject, sinks = new InMemorySinks()) {
  const tasks: Task[] = [];
  const subscriptions: EventsServiceSubscribeOptions[] = [];
  const kubernetes = { url: '' };
  const sources = createSources({
    config: new ConfigReader(config),
    catalog: catalogServiceMock({
      entities: [
        aComponent('catalog-service', {
          'github.com/project-slug': 'acme/order',
        }),
        anEnvironment('prod'),
      ],
    }),
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => kubernetes.url,
    }),
    scheduler: {
      scheduleTask: async task => {
        tasks.push(task as Task);
      },
    },
    events: {
      subscribe: async options => {
        subscriptions.push(options);
      },
    },
    logger: mockServices.logger.mock(),
    changes: sinks,
    sightings: sinks,
    marks: sinks,
    now: () => NOW,
  });
  const run = async () => {
    for (const { fn } of tasks) {
      await fn(new AbortController().signal);
    }
  };
  return { sources, sinks, tasks, subscriptions, kubernetes, run };
}

describe('createSources', () => {
  let clusters: FakeKubernetes;
  let github: FakeGithub;

  const config = () => ({
    integrations: {
      github: [
        {
          host: github.host,
          apiBaseUrl: `http://${github.host}/api/v3`,
          token: 'secret',
        },
      ],
    },
    deployments: {
      aliases: { production: 'prod' },
      kubernetes: { clusters: { east: { environment: 'prod' } } },
      github: { origin: 'emulated' },
    },
  });

  beforeEach(async () => {
    clusters = await FakeKubernetes.start();
    github = await FakeGithub.start();
    clusters.clusters.set('east', { objects: sample('healthy') });
    github.repositories.set('acme/order', {
      deployments: [aGithubDeployment(1, 10)],
      statuses: { 1: [aStatus('success', 12)] },
    });
  });

  afterEach(async () => {
    await clusters.stop();
    await github.stop();
  });

  it('should read all sources, and tell the same from every portal', async () => {
    const one = aPortal(config());
    one.kubernetes.url = clusters.baseUrl;
    await one.sources.start();
    await one.run();
    expect(
      one.sinks.records.map(({ version, environment, source, origin }) => [
        version,
        environment,
        source.type,
        origin,
      ]),
    ).toEqual([
      ['v1.1.0', 'prod', 'github', 'emulated'],
      ['1.4.2', 'prod', 'kubernetes', 'live'],
    ]);
    expect(one.sinks.sightings.get('east')).toHaveLength(1);
    const other = aPortal(config(), one.sinks);
    const statuses = await one.sources.statuses();
    expect(await other.sources.statuses()).toEqual(statuses);
    expect(statuses.map(({ id, state }) => [id, state])).toEqual([
      ['kubernetes:east', 'ok'],
      [`github:${github.host}`, 'ok'],
    ]);
  });

  it('should look by one portal at a time, at clusters often enough to know of a crash within 15 s', async () => {
    const { sources, tasks } = aPortal(config());
    await sources.start();
    expect(
      tasks.map(({ id, frequency, scope }) => [id, frequency, scope]),
    ).toEqual([
      ['deployments-watch-clusters', { seconds: 5 }, 'global'],
      ['deployments-read-github', { minutes: 1 }, 'global'],
    ]);
  });

  it('should hear the webhooks of deployments', async () => {
    const { sources, sinks, subscriptions } = aPortal(config());
    await sources.start();
    const [{ topics, onEvent }] = subscriptions;
    expect(topics).toEqual([
      'github.deployment',
      'github.deployment_status',
      'github.workflow_run',
    ]);
    await onEvent({
      topic: 'github.deployment',
      eventPayload: {
        deployment: aGithubDeployment(1, 10),
        repository: { full_name: 'acme/order' },
      },
    });
    expect(sinks.records).toMatchObject([
      { environment: 'prod', status: 'queued', origin: 'emulated' },
    ]);
  });

  it('should hand on the names that it goes by', async () => {
    const names = await aPortal(config()).sources.names.current();
    expect([
      names.environmentOf('production'),
      names.entityRefOf('catalog-service'),
    ]).toEqual(['prod', 'component:default/catalog-service']);
  });

  it('should need no configuration', async () => {
    const { sources, run, kubernetes, sinks } = aPortal({});
    kubernetes.url = clusters.baseUrl;
    clusters.clusters.clear();
    await sources.start();
    await run();
    expect(sinks.recorded).toBe(0);
    expect(
      (await sources.statuses()).map(({ id, state }) => [id, state]),
    ).toEqual([
      ['kubernetes', 'not-set-up'],
      ['github', 'not-set-up'],
    ]);
  });

  it.each([
    [{ aliases: { x: 1 } }, 'deployments.aliases.x'],
    [{ kubernetes: { clusters: { x: { origin: 'y' } } } }, 'clusters.x.origin'],
    [{ github: { origin: 'sample' } }, 'deployments.github.origin'],
  ])('should not start with the wrong configuration %j', (deployments, key) => {
    expect(() => aPortal({ deployments })).toThrow(key);
  });
});
