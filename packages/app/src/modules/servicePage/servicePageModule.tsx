import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentLayoutBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

const SERVICE = { kind: 'component', 'spec.type': 'service' };

const serviceLayout = EntityContentLayoutBlueprint.make({
  name: 'service',
  params: {
    filter: SERVICE,
    loader: () => import('./ServiceLayout').then(m => m.ServiceLayout),
  },
});

const readinessCard = EntityCardBlueprint.make({
  name: 'readiness',
  params: {
    type: 'content',
    filter: SERVICE,
    loader: () => import('./ReadinessCard').then(m => <m.ReadinessCard />),
  },
});

/** The page of a service as one: what somebody asks first stands first. */
export const servicePageModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [serviceLayout, readinessCard],
});
