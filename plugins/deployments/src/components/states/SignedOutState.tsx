import { Button } from '@backstage/ui';
import { RiUserLine } from '@remixicon/react';
import { SIGN_IN_ENDED } from '../../hooks/problem';
import { StateMessage } from './StateMessage';

/** Nobody is signed in any more: how it goes on. */
export const SignedOutState = ({
  what,
  onRetry,
}: {
  what: string;
  onRetry: () => void;
}) => (
  <StateMessage
    icon={<RiUserLine />}
    title={SIGN_IN_ENDED}
    role="alert"
    actions={
      <>
        <Button variant="primary" onPress={() => window.location.reload()}>
          Sign in again
        </Button>
        <Button variant="secondary" onPress={onRetry}>
          Retry
        </Button>
      </>
    }
  >
    <p>{`Sign in again to see ${what}.`}</p>
  </StateMessage>
);
