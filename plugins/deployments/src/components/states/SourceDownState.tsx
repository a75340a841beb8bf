import { Button } from '@backstage/ui';
import { RiCloudOffLine } from '@remixicon/react';
import type { Problem } from '../../hooks/problem';
import { ConnectionsLink } from './ConnectionsLink';
import { StateMessage } from './StateMessage';

/** The data cannot be had now, and there is no older data to show. */
export const SourceDownState = ({
  what,
  problem,
  onRetry,
}: {
  what: string;
  problem: Problem;
  onRetry: () => void;
}) => (
  <StateMessage
    icon={<RiCloudOffLine />}
    title={
      problem.kind === 'busy'
        ? `Too many questions just now to load ${what}`
        : `Could not load ${what}`
    }
    role="alert"
    actions={
      <>
        <Button size="small" variant="secondary" onPress={onRetry}>
          Retry
        </Button>
        {problem.kind === 'down' && <ConnectionsLink />}
      </>
    }
  >
    <p>{problem.message}</p>
    <p>This does not mean that there is nothing; it is not known right now.</p>
  </StateMessage>
);
