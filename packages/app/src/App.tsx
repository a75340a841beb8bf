import { createApp } from '@backstage/frontend-defaults';
import { connectionsPlugin } from './modules/connections';
import { homePlugin } from './modules/home';
import { navModule } from './modules/nav';
import { notFoundModule } from './modules/notFound';
import { servicePageModule } from './modules/servicePage';
import { signInModule } from './modules/signIn';
import { themeModule } from './modules/theme';

/** The portal; every plugin that packages/app depends on joins by itself. */
export const App = createApp({
  features: [
    themeModule,
    signInModule,
    navModule,
    homePlugin,
    connectionsPlugin,
    servicePageModule,
    notFoundModule,
  ],
});
