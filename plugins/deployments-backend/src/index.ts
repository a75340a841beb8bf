import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { eventsModuleAlertmanager } from './alertmanager/eventsModuleAlertmanager';
import { deploymentsPlugin } from './plugin';

/** The plugin, and the ingress of alerts, which is a module of another plugin. */
export default createBackendFeatureLoader({
  loader: () => [deploymentsPlugin, eventsModuleAlertmanager],
});
