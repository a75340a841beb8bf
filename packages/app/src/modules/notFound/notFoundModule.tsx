import {
  createFrontendModule,
  NotFoundErrorPage,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { NotFoundPage } from './NotFoundPage';

const notFoundPage = SwappableComponentBlueprint.make({
  name: 'core-not-found-error-page',
  params: define =>
    define({ component: NotFoundErrorPage, loader: () => NotFoundPage }),
});

/** Portico's words for an address that leads nowhere. */
export const notFoundModule = createFrontendModule({
  pluginId: 'app',
  extensions: [notFoundPage],
});
