import {
  coreServices,
  createServiceFactory,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import {
  NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { serializeEnvironmentSpec } from '@portico/plugin-environments-common';
import { Knex } from 'knex';
import request, { Response } from 'supertest';
import { environmentsPlugin } from '../plugin';
import { evaluatorServiceRef } from '../sources/evaluatorServiceRef';
import { GitHost, gitHostServiceRef } from '../sources/gitHostServiceRef';
import { FakeEvaluator } from './anEvaluation';
import { aSpec } from './aSpec';
import { InMemoryPlatformRepository } from './InMemoryPlatformRepository';

/** The people of the tests and their groups. */
const GROUPS: Readonly<Record<string, string[]>> = {
  ada: ['group:default/checkout'],
  bob: ['group:default/checkout'],
  eve: ['group:default/storefront'],
  grace: ['group:default/platform', 'group:default/platform-approvers'],
  margaret: ['group:default/finops', 'group:default/platform-approvers'],
};

const CONFIG = {
  app: { baseUrl: 'https://portal.example' },
  backend: { database: { client: 'better-sqlite3', connection: ':memory:' } },
  environments: {
    repository: { host: 'git.example', owner: 'acme', repo: 'platform' },
    local: {},
    samples: ['staging'],
  },
};

/** A group of the catalog, with the people of the tests who are in it. */
export function aGroup(name: string): Entity {
  const ref = `group:default/${name}`;
  const members = Object.keys(GROUPS).filter(user =>
    GROUPS[user].includes(ref),
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: members.map(user => ({
      type: 'hasMember',
      targetRef: `user:default/${user}`,
    })),
  };
}

const TEAMS = [
  'checkout',
  'storefront',
  'platform',
  'platform-approvers',
  'finops',
];

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: { auth: coreServices.auth },
  factory: ({ auth }) => ({
    async getUserInfo(credentials) {
      if (!auth.isPrincipal(credentials, 'user')) throw new Error('no user');
      const { userEntityRef } = credentials.principal;
      const groups = GROUPS[userEntityRef.split('/')[1]] ?? [];
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...groups],
      };
    },
  }),
});

/** A staging environment that Git has from the start. */
export const STAGING = aSpec({
  name: 'staging',
  owner: 'group:default/platform',
  environmentClass: 'staging',
  cidr: '10.20.0.0/17',
});

/** A whole portal with this plugin, a Git host in memory and an evaluator that obeys. */
export async function startTestPortal(
  options: {
    config?: JsonObject;
    /** Keys of `environments` beside those of every test. */
    environments?: JsonObject;
    knex?: Knex;
    repository?: InMemoryPlatformRepository;
    /** Another Git host in place of `repository`. */
    gitHost?: GitHost;
    /** Hears what is logged. */
    logger?: LoggerService;
    /** Names of permissions that the policy denies. */
    denied?: string[];
    /** What becomes of signals; by default they are kept. */
    publishSignal?: (signal: SignalPayload) => Promise<void>;
    /** What becomes of notices; by default they are kept. */
    sendNotice?: (notice: NotificationSendOptions) => Promise<void>;
  } = {},
) {
  const repository =
    options.repository ??
    InMemoryPlatformRepository.create({
      'staging.yaml': serializeEnvironmentSpec(STAGING),
    });
  const evaluator = new FakeEvaluator();
  const denied = new Set(options.denied ?? []);
  const { logger } = options;
  const audit: string[] = [];
  const actions = actionsRegistryServiceMock();
  const signals: SignalPayload[] = [];
  const notices: NotificationSendOptions[] = [];
  const backend = await startTestBackend({
    features: [
      environmentsPlugin,
      mockServices.rootConfig.factory({
        data: options.config ?? {
          ...CONFIG,
          environments: { ...CONFIG.environments, ...options.environments },
        },
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
      userInfo,
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: denied.has(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
      }).factory,
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
      catalogServiceMock.factory({
        entities: TEAMS.map(aGroup),
      }),
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
            await options.publishSignal?.(signal);
          },
        }),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async notice => {
            await options.sendNotice?.(notice);
            notices.push(notice);
          },
        }),
      }),
      createServiceFactory({
        service: gitHostServiceRef,
        deps: {},
        factory: () => options.gitHost ?? { open: () => repository },
      }),
      createServiceFactory({
        service: evaluatorServiceRef,
        deps: {},
        factory: () => evaluator,
      }),
      ...(logger
        ? [
            createServiceFactory({
              service: coreServices.rootLogger,
              deps: {},
              factory: () => logger,
            }),
          ]
        : []),
    ],
  });
  const { server } = backend;
  const send = (
    method: 'get' | 'post',
    path: string,
    authorization: string,
    body?: object,
  ): Promise<Response> => {
    const sent = request(server)
      [method](`/api/environments${path}`)
      .set('authorization', authorization);
    return Promise.resolve(body ? sent.send(body) : sent);
  };
  const person = (name: string) => {
    const header = mockCredentials.user.header(`user:default/${name}`);
    return {
      get: (path: string) => send('get', path, header),
      post: (path: string, body: object = {}) =>
        send('post', path, header, body),
    };
  };
  const machine = {
    get: (path: string) => send('get', path, mockCredentials.service.header()),
    post: (path: string, body: object = {}) =>
      send('post', path, mockCredentials.service.header(), body),
  };
  return {
    backend,
    server,
    repository,
    evaluator,
    denied,
    audit,
    actions,
    signals,
    notices,
    person,
    machine,
  };
}

/** Asks again until the answer is the one that is waited for. */
export async function until<T>(
  ask: () => Promise<T>,
  isIt: (answer: T) => boolean,
): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error('it did not happen within 4 s');
}

/** A portal as `startTestPortal` makes it. */
export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>;

/** A portal that has read the files in Git for the first time. */
export async function startReadyPortal(
  options?: Parameters<typeof startTestPortal>[0],
): Promise<TestPortal> {
  const portal = await startTestPortal(options);
  await until(
    () => portal.person('ada').get('/environments'),
    ({ body }) => body.complete,
  );
  return portal;
}

/** The body of a request for a new environment. */
export function aCreation(fields: Parameters<typeof aSpec>[0] = {}) {
  const spec = aSpec(fields);
  return { kind: 'create', name: spec.metadata.name, spec };
}
