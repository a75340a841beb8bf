import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { deploymentsPermissions } from '@portico/plugin-deployments-common';
import { registerListAction } from './actions/listAction';
import { readDeploymentsConfig } from './config/readDeploymentsConfig';
import { connectDatabase } from './database/applyMigrations';
import { createPromotions } from './promotions/createPromotions';
import { createRouter } from './router/createRouter';
import { RequestReader } from './router/RequestReader';
import { ALERTS_TOPIC, AlertListener } from './services/AlertListener';
import { createServices, createStores } from './services/createServices';
import { createSources } from './sources/createSources';

/** Deployments: their history, what runs of them, incidents, and the metrics of DORA. */
export const deploymentsPlugin = createBackendPlugin({
  pluginId: 'deployments',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auditor, events, logger } = deps;
        const config = readDeploymentsConfig(deps.config);
        const knex = await connectDatabase(deps.database);
        const { stores, onChanged } = createStores({ ...deps, knex });
        const sources = createSources({ ...deps, ...stores });
        const { names } = sources;
        const services = createServices({
          ...{ config, knex, names, stores, onChanged },
          permissions: deps.permissions,
          reporters: [sources],
        });
        deps.permissionsRegistry.addPermissions(deploymentsPermissions);
        registerListAction(deps.actionsRegistry, services.deployments);
        const reader = RequestReader.create(deps);
        deps.httpRouter.use(
          createRouter({
            services,
            reader,
            auditor,
            promotions: createPromotions({ ...deps, names }),
            httpAuth: deps.httpAuth,
          }),
        );
        const listener = AlertListener.create({
          alerts: services.alerts,
          logger,
        });
        await events.subscribe({
          id: 'deployments-alerts',
          topics: [ALERTS_TOPIC],
          onEvent: params => listener.onEvent(params),
        });
        // What is invented must not keep what is real from starting.
        await services.samples.keep(config.samples).catch(error => {
          logger.warn(`The samples could not be kept: ${error}`);
        });
        await sources.start();
      },
    });
  },
});
