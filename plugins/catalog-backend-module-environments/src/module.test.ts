import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogModuleEnvironments } from './module';

/** A backend of the environments plugin that answers with this body. */
async function environmentsBackend(body: () => object) {
  const tokens: Array<string | undefined> = [];
  const server: Server = createServer((req, res) => {
    tokens.push(req.headers.authorization);
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(body()));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, tokens, baseUrl: `http://127.0.0.1:${port}` };
}

async function until(check: () => boolean) {
  for (let tries = 0; tries < 200 && !check(); tries += 1) {
    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
  }
  expect(check()).toBe(true);
}

describe('catalogModuleEnvironments', () => {
  let running: Server | undefined;
  afterEach(() => running?.close());

  it('should read at the start, and again on an event', async () => {
    const { server, tokens, baseUrl } = await environmentsBackend(() => ({
      items: [],
      complete: true,
    }));
    running = server;
    const mutations: EntityProviderMutation[] = [];
    let events: EventsService | undefined;

    await startTestBackend({
      extensionPoints: [
        [
          catalogProcessingExtensionPoint,
          {
            addEntityProvider: (provider: EntityProvider) => {
              void provider.connect({
                applyMutation: async mutation => {
                  mutations.push(mutation);
                },
                refresh: async () => {},
              });
            },
          },
        ],
      ],
      features: [
        catalogModuleEnvironments,
        mockServices.discovery.mock({ getBaseUrl: async () => baseUrl })
          .factory,
        mockServices.events.factory(),
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'publisher',
          register(reg) {
            reg.registerInit({
              deps: { service: eventsServiceRef },
              async init({ service }) {
                events = service;
              },
            });
          },
        }),
      ],
    });

    await until(() => mutations.length === 1);
    expect(mutations[0]).toEqual({ type: 'full', entities: [] });
    expect(tokens[0]).toMatch(/^Bearer .+/);

    await events?.publish({
      topic: 'environments.changed',
      eventPayload: { changed: ['dev'], removed: ['gone', 7] },
    });
    await until(() => mutations.length === 2);
    expect(mutations[1]).toEqual({
      type: 'delta',
      added: [],
      removed: [{ entityRef: 'resource:default/gone' }],
    });
  });
});
