import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { PorticoPolicy } from './PorticoPolicy';

/** Sets the platform's permission policy. */
export const permissionModulePortico = createBackendModule({
  pluginId: 'permission',
  moduleId: 'portico',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ policy, userInfo }) {
        policy.setPolicy(PorticoPolicy.create({ userInfo }));
      },
    });
  },
});
