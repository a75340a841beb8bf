import { ReactNode } from 'react';
import { Loadable } from '../hooks/useLoadable';
import { Access, FailedState } from './FailedState';
import { LoadingRows } from './LoadingRows';

/** Shows what was read, and until then, or instead, why it is not there. */
export function Loaded<T>(props: {
  loadable: Loadable<T>;
  what: string;
  waitingFor: string;
  access: Access;
  onRetry: () => void;
  children: (value: T) => ReactNode;
}) {
  const { loadable, what, waitingFor, access, onRetry, children } = props;

  switch (loadable.status) {
    case 'loading':
      return <LoadingRows what={what} waitingFor={waitingFor} />;
    case 'failed':
      return (
        <FailedState
          what={what}
          error={loadable.error}
          access={access}
          onRetry={onRetry}
        />
      );
    default:
      return <>{children(loadable.value)}</>;
  }
}
