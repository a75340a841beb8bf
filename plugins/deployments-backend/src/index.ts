import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { eventsModuleAlertmanager } from './alertmanager/eventsModuleAlertmanager';
import { readDeploymentsConfig } from './config/readDeploymentsConfig';
import { deploymentsPlugin } from './plugin';

/** The plugin; and where alerts are wanted their ingress, a module of the plugin `events`. */
export default createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  loader({ config }) {
    const { alertmanagerToken } = readDeploymentsConfig(config);
    return alertmanagerToken === undefined
      ? [deploymentsPlugin]
      : [deploymentsPlugin, eventsModuleAlertmanager];
  },
});
