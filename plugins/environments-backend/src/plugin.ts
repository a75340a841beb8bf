import {
  coreServices,
  createBackendPlugin,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  ENVIRONMENTS_CHANGED_TOPIC,
  environmentsPermissions,
} from '@portico/plugin-environments-common';
import { registerListAction } from './actions/listAction';
import { registerPreviewAction } from './actions/previewAction';
import { readEnvironmentsConfig } from './config/readEnvironmentsConfig';
import { connectDatabase } from './database/applyMigrations';
import { createRouter } from './router/createRouter';
import { RequestReader } from './router/RequestReader';
import { RepositoryServices } from './services/createRepositoryServices';
import { createServices, Services } from './services/createServices';
import { WEBHOOK_TOPICS, WebhookListener } from './services/WebhookListener';
import { evaluatorServiceRef } from './sources/evaluatorServiceRef';
import { gitHostServiceRef } from './sources/gitHostServiceRef';

/** Reads the repository and moves changes on, by the clock and when the Git host tells. */
async function keepUp(
  { config, reader, driver }: RepositoryServices,
  scheduler: SchedulerService,
  events: EventsService,
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'environments-read',
    frequency: { minutes: 5 },
    timeout: { minutes: 2 },
    scope: 'global',
    fn: () => reader.read(),
  });
  await scheduler.scheduleTask({
    id: 'environments-read-again',
    frequency: { seconds: 15 },
    timeout: { minutes: 2 },
    scope: 'global',
    // A Git host that is back is noticed soon, and not at the next full read.
    fn: () => reader.readAfterFailure(),
  });
  await scheduler.scheduleTask({
    id: 'environments-drive-changes',
    frequency: { seconds: 10 },
    timeout: { minutes: 5 },
    // Every portal does, so that one that hangs holds nobody up; claims keep them apart.
    scope: 'local',
    fn: () => driver.runDue(),
  });
  const listener = WebhookListener.create({
    repository: config,
    onPush: () => reader.trigger(),
    onPullRequest: id => driver.kick(id),
  });
  await events.subscribe({
    id: 'environments-webhooks',
    topics: WEBHOOK_TOPICS,
    onEvent: params => listener.onEvent(params),
  });
}

/** Sends notices, and finds those that time alone brings about. */
async function keepTelling(
  { notices, reminder }: Services,
  scheduler: SchedulerService,
): Promise<void> {
  if (!notices || !reminder) return;
  await scheduler.scheduleTask({
    id: 'environments-send-notices',
    frequency: { seconds: 10 },
    timeout: { minutes: 5 },
    scope: 'local',
    fn: () => notices.sendDue(),
  });
  await scheduler.scheduleTask({
    id: 'environments-remind',
    frequency: { minutes: 5 },
    timeout: { minutes: 2 },
    scope: 'global',
    fn: () => reminder.runDue(),
  });
}

/** Environments: previews, change requests, pull requests, and what there is. */
export const environmentsPlugin = createBackendPlugin({
  pluginId: 'environments',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        evaluator: evaluatorServiceRef,
        events: eventsServiceRef,
        gitHost: gitHostServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const {
          evaluator,
          events,
          gitHost,
          httpRouter,
          lifecycle,
          permissions,
        } = deps;
        const services = createServices({
          ...deps,
          config: readEnvironmentsConfig(deps.config),
          knex: await connectDatabase(deps.database),
          openRepository: repository => gitHost.open(repository),
        });
        const { repository } = services;
        deps.permissionsRegistry.addPermissions(environmentsPermissions);
        const reader = RequestReader.create(deps);
        registerListAction(deps.actionsRegistry, services.environments);
        registerPreviewAction(deps.actionsRegistry, {
          preview: services.preview,
          reader,
          auth: deps.auth,
        });
        httpRouter.use(
          createRouter({
            services,
            reader,
            permissions,
            auditor: deps.auditor,
          }),
        );
        await events.subscribe({
          id: 'environments-signals',
          topics: [ENVIRONMENTS_CHANGED_TOPIC],
          onEvent: async () => services.signals.tell(null),
        });
        await keepTelling(services, deps.scheduler);
        if (!repository) return;
        await keepUp(repository, deps.scheduler, events);
        lifecycle.addStartupHook(() => {
          evaluator.warmUp();
          // A Git host that is down must not keep the portal from starting.
          repository.reader.trigger();
        });
        lifecycle.addShutdownHook(() => repository.driver.settled());
      },
    });
  },
});
