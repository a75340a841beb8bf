import { Alert, Button } from '@backstage/ui';
import { clockTime } from '../../format/dates';

/** Says that what is below is the last good data, and how old it is. */
export const StaleBanner = ({
  message,
  loadedAt,
  onRetry,
}: {
  message: string;
  loadedAt: number;
  onRetry: () => void;
}) => (
  <Alert
    status="warning"
    icon
    role="status"
    title={`Showing what was known at ${clockTime(new Date(loadedAt))}`}
    description={message}
    customActions={
      <Button size="small" variant="secondary" onPress={onRetry}>
        Retry
      </Button>
    }
  />
);
