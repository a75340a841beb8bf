import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { DocumentBuilder } from './builds/DocumentBuilder';
import { PUSH_TOPIC, readPush } from './builds/readPush';
import { SyncClient } from './builds/SyncClient';
import { readBuildSchedule } from './config/readBuildSchedule';
import { MarkdownGenerator } from './generator/MarkdownGenerator';

/** Builds TechDocs from Markdown in the backend, by the clock and at each push. */
export const techdocsModuleMarkdown = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'markdown',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        generators: techdocsGeneratorExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { config, events, generators, lifecycle, logger, scheduler } =
          deps;
        const integrations = ScmIntegrations.fromConfig(config);
        generators.setTechdocsGenerator(
          MarkdownGenerator.create({ integrations }),
        );

        const schedule = readBuildSchedule(config);
        if (!schedule) return;
        const builder = DocumentBuilder.create({
          ...deps,
          integrations,
          sync: SyncClient.create(deps),
        });
        await scheduler.scheduleTask({
          ...schedule,
          id: 'techdocs-markdown-build',
          fn: signal => builder.buildAll(signal),
        });

        const stopping = new AbortController();
        lifecycle.addShutdownHook(() => stopping.abort());
        await events.subscribe({
          id: 'techdocs-markdown',
          topics: [PUSH_TOPIC],
          async onEvent({ eventPayload }) {
            const repository = readPush(eventPayload);
            if (!repository) return;
            // Not awaited: a webhook is answered when all who heard of it are
            // done, and a Git host gives up long before documents are built.
            builder.buildFrom(repository, stopping.signal).catch(error => {
              if (!stopping.signal.aborted) {
                logger.warn(
                  `The documents of ${repository} were not looked at after a push: ${error}`,
                );
              }
            });
          },
        });
      },
    });
  },
});
