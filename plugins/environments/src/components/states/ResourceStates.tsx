import { type ReactNode } from 'react';
import type { Resource } from '../../hooks/useResource';
import { LoadingState, type Shape } from './LoadingState';
import { NotAllowedState } from './NotAllowedState';
import { SignedOutState } from './SignedOutState';
import { SourceDownState } from './SourceDownState';
import { StaleBanner } from './StaleBanner';

/** Shows a resource in whichever state it is, and its data once there is some. */
export function ResourceStates<T>({
  resource,
  what,
  waitsFor = 'the portal',
  permission,
  notFound,
  shape,
  children,
}: {
  resource: Resource<T>;
  /** What is shown, such as "the environments". */
  what: string;
  waitsFor?: string;
  /** The permission that reading it needs. */
  permission: string;
  notFound?: ReactNode;
  /** What comes once it is loaded. */
  shape?: Shape;
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
            message={resource.stale.message}
            loadedAt={resource.loadedAt}
            onRetry={resource.reload}
          />
        )}
        {children(resource.data)}
      </>
    );
  }
  const { problem, reload } = resource;
  if (problem.kind === 'not-found' && notFound) return <>{notFound}</>;
  if (problem.kind === 'not-allowed') {
    return (
      <NotAllowedState
        what={`see ${what}`}
        permission={permission}
        message={problem.message}
      />
    );
  }
  if (problem.kind === 'signed-out') {
    return <SignedOutState what={what} onRetry={reload} />;
  }
  return (
    <SourceDownState what={what} message={problem.message} onRetry={reload} />
  );
}
