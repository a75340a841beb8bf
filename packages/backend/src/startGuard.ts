import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { assertImageConfig } from './assertImageConfig';
import { assertMachineAccess } from './assertMachineAccess';

/**
 * Keeps a portal from starting with a machine that may do everything, and the
 * production image, which sets PORTICO_IMAGE=1, from starting with a way in
 * that asks for no proof of who one is.
 */
export const startGuard = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  async loader({ config }) {
    assertMachineAccess(config);
    // Whatever the value: one that is misspelt must not open the image.
    if (process.env.PORTICO_IMAGE) {
      assertImageConfig(config);
    }
    return [];
  },
});
