import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { assertLocalOnly } from './assertLocalOnly';
import { personaAuthenticator } from './authenticator';

/**
 * Lets three sample people sign in without a password, on a portal that only
 * its own machine can reach. Throws at start-up anywhere else.
 */
export const authModulePersonas = createBackendModule({
  pluginId: 'auth',
  moduleId: 'personas',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (!config.getOptionalBoolean('auth.providers.personas.enabled')) {
          return;
        }
        assertLocalOnly(config);
        logger.warn(
          'Anybody on this machine can sign in as one of the sample people',
        );
        providers.registerProvider({
          providerId: 'personas',
          factory: createProxyAuthProviderFactory({
            authenticator: personaAuthenticator,
            signInResolver: (info, ctx) =>
              ctx.signInWithCatalogUser({
                entityRef: { kind: 'User', name: info.result.name },
              }),
          }),
        });
      },
    });
  },
});
