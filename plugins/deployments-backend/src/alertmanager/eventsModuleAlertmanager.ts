import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import { readDeploymentsConfig } from '../config/readDeploymentsConfig';
import { ALERTS_TOPIC } from '../services/AlertListener';
import { bearerValidator } from './bearerValidator';

/**
 * Opens `/api/events/http/alertmanager` to who shows the token that is configured. It is a module
 * of the plugin `events`, which alone can. Without a token there is no such address.
 */
export const eventsModuleAlertmanager = createBackendModule({
  pluginId: 'events',
  moduleId: 'alertmanager',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, events: eventsExtensionPoint },
      async init({ config, events }) {
        const { alertmanagerToken } = readDeploymentsConfig(config);
        if (alertmanagerToken === undefined) return;
        events.addHttpPostIngress({
          topic: ALERTS_TOPIC,
          validator: bearerValidator(alertmanagerToken),
        });
      },
    });
  },
});
