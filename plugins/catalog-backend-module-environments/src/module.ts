import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { EnvironmentProvider } from './EnvironmentProvider';
import { EnvironmentsClient } from './EnvironmentsClient';
import { readChangedEvent } from './readChangedEvent';
import { refreshUntilDone } from './refreshUntilDone';

/** Brings environments into the catalog, hourly and whenever one changes. */
export const catalogModuleEnvironments = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'environments',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        discovery,
        events,
        lifecycle,
        logger,
        scheduler,
      }) {
        const provider = EnvironmentProvider.create({
          source: EnvironmentsClient.create({ auth, discovery }),
          logger,
        });
        catalog.addEntityProvider(provider);

        const refresh = (signal: AbortSignal) =>
          refreshUntilDone({
            refresh: () => provider.refresh(),
            logger,
            signal,
          });
        const stopping = new AbortController();
        lifecycle.addShutdownHook(() => stopping.abort());
        lifecycle.addStartupHook(() => {
          // Not awaited: the portal answers while environments are being read.
          void refresh(stopping.signal);
        });
        await scheduler
          .createScheduledTaskRunner({
            frequency: { hours: 1 },
            timeout: { minutes: 3 },
            initialDelay: { minutes: 5 },
          })
          .run({ id: 'environments-refresh', fn: refresh });

        await events.subscribe({
          id: 'catalog-environments',
          topics: ['environments.changed'],
          async onEvent({ eventPayload }) {
            await provider.apply(readChangedEvent(eventPayload));
          },
        });
      },
    });
  },
});
