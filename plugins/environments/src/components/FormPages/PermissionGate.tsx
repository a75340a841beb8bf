import { usePermission } from '@backstage/plugin-permission-react';
import { environmentsChangeCreatePermission } from '@portico/plugin-environments-common';
import type { ReactNode } from 'react';
import { describeProblem } from '../../hooks/problem';
import { LoadingState, NotAllowedState, SourceDownState } from '../states';

/** Lets in who may ask for changes; whether somebody may is not known until somebody says so. */
export const PermissionGate = ({
  what,
  children,
}: {
  /** What is asked for, such as "ask for environments". */
  what: string;
  children: ReactNode;
}) => {
  const { loading, allowed, error } = usePermission({
    permission: environmentsChangeCreatePermission,
  });
  if (error) {
    return (
      <SourceDownState
        what="your permissions"
        message={describeProblem(error).message}
        onRetry={() => window.location.reload()}
      />
    );
  }
  if (loading)
    return <LoadingState what="the form" waitsFor="the portal" shape="form" />;
  if (!allowed) {
    return (
      <NotAllowedState
        what={what}
        permission={environmentsChangeCreatePermission.name}
      />
    );
  }
  return <>{children}</>;
};
