import { Alert, Button } from '@backstage/ui';
import type { Problem } from '../../hooks/problem';
import { clockTime } from '../../words/dates';
import { ConnectionsLink } from './ConnectionsLink';

/** Says that what is below is the last good data, how old it is, and why. */
export const StaleBanner = ({
  problem,
  loadedAt,
  onRetry,
}: {
  problem: Problem;
  loadedAt: number;
  onRetry: () => void;
}) => (
  <Alert
    status="warning"
    icon
    role="status"
    title={`Showing what was known at ${clockTime(new Date(loadedAt))}`}
    description={problem.message}
    customActions={
      <>
        <Button size="small" variant="secondary" onPress={onRetry}>
          Retry
        </Button>
        <ConnectionsLink />
      </>
    }
  />
);
