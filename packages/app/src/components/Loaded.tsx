import { ReactNode } from 'react';
import { Alert, Button } from '@backstage/ui';
import { Loadable } from '../hooks/useLoadable';
import { clockWords } from '../words/timeWords';
import { Access, FailedState, reasonOf } from './FailedState';
import { LoadingRows } from './LoadingRows';

/** Says that what is below is the last that was read, how old it is, and why. */
const Stale = (props: { at: number; error: unknown; onRetry: () => void }) => (
  <Alert
    role="status"
    status="warning"
    icon
    title={`Showing what was known at ${clockWords(new Date(props.at))}`}
    description={reasonOf(props.error)}
    customActions={
      <Button size="small" variant="secondary" onPress={props.onRetry}>
        Try again
      </Button>
    }
  />
);

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
      return (
        <>
          {loadable.stale !== undefined && (
            <Stale at={loadable.at} error={loadable.stale} onRetry={onRetry} />
          )}
          {children(loadable.value)}
        </>
      );
  }
}
