import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { assertImageConfig } from './assertImageConfig';

/**
 * Keeps the production image, which sets PORTICO_IMAGE=1, from starting with
 * a way in that asks for no proof of who one is.
 */
export const imageGuard = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  async loader({ config }) {
    if (process.env.PORTICO_IMAGE === '1') {
      assertImageConfig(config);
    }
    return [];
  },
});
