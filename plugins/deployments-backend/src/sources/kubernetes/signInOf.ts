import type { Refusal } from '@portico/plugin-deployments-common';
import type { KnownCluster } from './KubernetesClient';
import { refusalOf } from './refusalOfProxy';

/**
 * How the plugin kubernetes signs in with the login of whoever looks at a page, so that nobody
 * can ask by himself.
 * https://backstage.io/docs/features/kubernetes/authentication#client-side-providers
 */
const BY_THE_USER = new Set(['aks', 'google', 'microsoft', 'oidc']);

/** Why the portal can't sign in to a cluster by itself; null where it can. */
export function signInOf({ authProvider }: KnownCluster): Refusal | null {
  if (!BY_THE_USER.has(authProvider)) {
    return null;
  }
  return {
    ...refusalOf(
      'login-refused',
      'not-allowed',
      `It takes only the login of whoever looks at it (${authProvider}), so the portal can't watch it by itself.`,
    ),
    missing:
      'A login of the portal itself: authProvider serviceAccount, aws, azure or googleServiceAccount',
  };
}
