import { type ReactNode } from 'react';
import type { Resource } from '../../hooks/useResource';
import { LoadingState } from './LoadingState';
import { NotAllowedState } from './NotAllowedState';
import { SourceDownState } from './SourceDownState';
import { StaleBanner } from './StaleBanner';

/** Shows a resource in whichever state it is, and its data once there is some. */
export function ResourceStates<T>({
  resource,
  what,
  waitsFor = 'the portal',
  permission,
  notFound,
  children,
}: {
  resource: Resource<T>;
  /** What is shown, such as "the environments". */
  what: string;
  waitsFor?: string;
  /** The permission that reading it needs. */
  permission: string;
  notFound?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (resource.status === 'loading') {
    return <LoadingState what={what} waitsFor={waitsFor} />;
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
  return (
    <SourceDownState what={what} message={problem.message} onRetry={reload} />
  );
}
