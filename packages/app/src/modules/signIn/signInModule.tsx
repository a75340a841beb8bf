import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () => import('./SignInPage').then(module => module.SignInPage),
  },
});

/** Portico's sign-in page in place of Backstage's. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage],
});
