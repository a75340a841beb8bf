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
import { CatalogNames } from './names/CatalogNames';
import { readNamesConfig } from './names/readNamesConfig';
import { createPromotions } from './promotions/createPromotions';
import { createRouter } from './router/createRouter';
import { RequestReader } from './router/RequestReader';
import { ALERTS_TOPIC, AlertListener } from './services/AlertListener';
import { createServices, createStores } from './services/createServices';

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
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auditor, events, logger } = deps;
        const config = readDeploymentsConfig(deps.config);
        const namesConfig = readNamesConfig(deps.config);
        const names = CatalogNames.create({
          ...deps,
          config: {
            ...namesConfig,
            environments: [...config.environments, ...namesConfig.environments],
          },
        });
        const knex = await connectDatabase(deps.database);
        const foundations = { ...deps, config, knex, names };
        const stores = createStores(foundations);
        const services = createServices(foundations, stores, []);
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
      },
    });
  },
});
