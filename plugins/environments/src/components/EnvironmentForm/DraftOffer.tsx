import { Alert, Button } from '@backstage/ui';
import { shortDateTime } from '../../format/dates';
import { useNow } from '../../hooks/useNow';

/** Offers what was left unfinished in this browser. */
export const DraftOffer = ({
  savedAt,
  onRestore,
  onDiscard,
}: {
  savedAt: string;
  onRestore: () => void;
  onDiscard: () => void;
}) => {
  const now = useNow();
  return (
    <Alert
      status="info"
      icon
      role="status"
      title={`You left this unfinished on ${shortDateTime(savedAt, now)}.`}
      customActions={
        <>
          <Button size="small" variant="primary" onPress={onRestore}>
            Go on
          </Button>
          <Button size="small" variant="secondary" onPress={onDiscard}>
            Start over
          </Button>
        </>
      }
    />
  );
};

/** Says that the form went on by itself after a new sign-in. */
export const DraftResumed = () => (
  <Alert
    status="info"
    icon
    role="status"
    title="You are signed in again. The form is as you left it; nothing was sent yet."
  />
);
