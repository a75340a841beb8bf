import { usePermission } from '@backstage/plugin-permission-react';
import { deploymentsPromotePermission } from '@portico/plugin-deployments-common';

/** Whether the reader may ask for another version. */
export type PromoteAccess = 'checking' | 'allowed' | 'denied' | 'unknown';

/** Whether the reader may promote and roll back a component; that it could not be checked is no "no". */
export function usePromoteAccess(entityRef: string): PromoteAccess {
  const { loading, allowed, error } = usePermission({
    permission: deploymentsPromotePermission,
    resourceRef: entityRef,
  });
  if (loading) return 'checking';
  if (error) return 'unknown';
  return allowed ? 'allowed' : 'denied';
}
