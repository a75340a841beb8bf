import { Button } from '@backstage/ui';
import { RiCloudOffLine } from '@remixicon/react';
import { StateMessage } from './StateMessage';

/** The data cannot be had now, and there is no older data to show. */
export const SourceDownState = ({
  what,
  message,
  onRetry,
}: {
  what: string;
  message: string;
  onRetry: () => void;
}) => (
  <StateMessage
    icon={<RiCloudOffLine />}
    title={`Could not load ${what}`}
    role="alert"
    actions={
      <Button variant="primary" onPress={onRetry}>
        Retry
      </Button>
    }
  >
    <p>{message}</p>
    <p>This is not an empty list: what is there is not known right now.</p>
  </StateMessage>
);
