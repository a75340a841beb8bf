import { deploymentsReadPermission } from '@portico/plugin-deployments-common';
import type { ReactNode } from 'react';
import type { Resource } from '../../hooks/useResource';
import { LoadingState, type SHAPES } from './LoadingState';
import { NotAllowedState } from './NotAllowedState';
import { NotSetUpState } from './NotSetUpState';
import { SignedOutState } from './SignedOutState';
import { SourceDownState } from './SourceDownState';
import { StaleBanner } from './StaleBanner';

/** Shows a resource in whichever state it is, and its data once there is some. */
export function ResourceStates<T>({
  resource,
  what,
  waitsFor = 'the deployments backend',
  shape,
  children,
}: {
  resource: Resource<T>;
  /** What is shown, such as "the deployments of this service". */
  what: string;
  waitsFor?: string;
  /** What comes once it is loaded. */
  shape: keyof typeof SHAPES;
  children: (data: T) => ReactNode;
}) {
  if (resource.status === 'loading') {
    return <LoadingState what={what} waitsFor={waitsFor} shape={shape} />;
  }
  if (resource.status === 'ready') {
    return (
      <>
        {resource.stale && (
          <StaleBanner
            problem={resource.stale}
            loadedAt={resource.loadedAt}
            onRetry={resource.reload}
          />
        )}
        {children(resource.data)}
      </>
    );
  }
  const { problem, reload } = resource;
  switch (problem.kind) {
    case 'not-set-up':
      return <NotSetUpState />;
    case 'not-allowed':
      return (
        <NotAllowedState
          what={what}
          permission={deploymentsReadPermission.name}
          message={problem.message}
        />
      );
    case 'signed-out':
      return <SignedOutState what={what} onRetry={reload} />;
    default:
      return <SourceDownState what={what} problem={problem} onRetry={reload} />;
  }
}
