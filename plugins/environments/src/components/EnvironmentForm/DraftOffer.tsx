import { Alert, Button } from '@backstage/ui';
import { dateTime } from '../../format/dates';

/** Offers a draft that was left behind in this tab. */
export const DraftOffer = ({
  savedAt,
  onRestore,
  onDiscard,
}: {
  savedAt: string;
  onRestore: () => void;
  onDiscard: () => void;
}) => (
  <Alert
    status="info"
    icon
    role="status"
    title={`You left a draft on ${dateTime(savedAt)}`}
    customActions={
      <>
        <Button size="small" variant="primary" onPress={onRestore}>
          Restore
        </Button>
        <Button size="small" variant="secondary" onPress={onDiscard}>
          Discard
        </Button>
      </>
    }
  />
);
