import {
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  signalsServiceRef,
  type SignalPayload,
} from '@backstage/plugin-signals-node';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request, { type Response } from 'supertest';
import { deploymentsPlugin } from '../plugin';
import { aComponent, anEnvironment } from './aComponent';

const SHOP = ['user', 'product', 'order', 'payment', 'notification'];

/** What the catalog of the tests has. */
export const ENTITIES = [
  ...SHOP.map(name => aComponent(`${name}-service`)),
  ...['dev', 'staging', 'prod'].map(anEnvironment),
];

interface AuthorizeRequest {
  permission: { name: string };
  resourceRef?: string;
}

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;
const OF_OWN_ENTITIES: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    resourceType: 'catalog-entity',
    rule: 'IS_ENTITY_OWNER',
    params: { claims: ['user:default/ada'] },
  },
};

/** A whole portal with this plugin, and a policy that obeys. */
export async function startTestPortal(
  options: {
    /** The section `deployments` of the configuration. */
    deployments?: JsonObject;
    /** The section `integrations` of the configuration. */
    integrations?: JsonObject;
    knex?: Knex;
    /** Names of permissions that the policy denies. */
    denied?: string[];
    /** Components that nobody may read. */
    hidden?: string[];
    features?: BackendFeature[];
  } = {},
) {
  const denied = new Set(options.denied ?? []);
  const hidden = new Set(options.hidden ?? []);
  const audit: string[] = [];
  const signals: SignalPayload[] = [];
  const actions = actionsRegistryServiceMock();
  const authorize = jest.fn(async (requests: AuthorizeRequest[]) =>
    requests.map(({ permission, resourceRef = '' }) =>
      denied.has(permission.name) || hidden.has(resourceRef) ? DENY : ALLOW,
    ),
  );
  const authorizeConditional = jest.fn(async (requests: AuthorizeRequest[]) =>
    requests.map(({ permission }) => {
      if (denied.has(permission.name)) return DENY;
      return hidden.size === 0 ? ALLOW : OF_OWN_ENTITIES;
    }),
  );
  const backend = await startTestBackend({
    features: [
      deploymentsPlugin,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example' },
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          deployments: options.deployments ?? {},
          integrations: options.integrations ?? {},
        },
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
      mockServices.permissions.mock({ authorize, authorizeConditional })
        .factory,
      mockServices.auditor.mock({
        createEvent: async ({ eventId, meta }) => ({
          success: async () => {
            audit.push(`${eventId} ${JSON.stringify(meta)} succeeded`);
          },
          fail: async ({ error }) => {
            audit.push(`${eventId} failed: ${error.message}`);
          },
        }),
      }).factory,
      catalogServiceMock.factory({ entities: ENTITIES }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async signal => {
            signals.push(signal);
          },
        }),
      }),
      ...(options.features ?? []),
    ],
  });
  const { server } = backend;
  const send = async (
    method: 'get' | 'post',
    path: string,
    authorization: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const sent = request(server)
      [method](`/api/deployments${path}`)
      .set('authorization', authorization)
      .set(headers);
    return body === undefined ? sent : sent.send(body);
  };
  const callerWith = (header: string) => ({
    get: (path: string) => send('get', path, header),
    post: (
      path: string,
      body?: object | string,
      headers?: Record<string, string>,
    ) => send('post', path, header, body, headers),
  });
  return {
    backend,
    server,
    denied,
    hidden,
    authorize,
    authorizeConditional,
    audit,
    signals,
    actions,
    ada: callerWith(mockCredentials.user.header('user:default/ada')),
    machine: callerWith(mockCredentials.service.header()),
    nobody: callerWith(mockCredentials.none.header()),
  };
}

/** A portal as `startTestPortal` makes it. */
export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>;
