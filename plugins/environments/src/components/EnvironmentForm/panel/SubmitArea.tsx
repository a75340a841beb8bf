import { Alert, Button, Text } from '@backstage/ui';
import { useId } from 'react';
import styles from './panel.module.css';

/** The button that submits, why it can't, and what became of the last try. */
export const SubmitArea = ({
  label,
  blocked,
  busy,
  progress,
  failure,
  onSubmit,
}: {
  label: string;
  /** Why nothing can be sent now; undefined where it can. */
  blocked: string | undefined;
  busy: boolean;
  /** What is going on, once something was sent. */
  progress: string | undefined;
  failure: string | undefined;
  onSubmit: () => void;
}) => {
  const id = useId();
  return (
    <div className={styles.submit}>
      {failure && (
        <Alert
          status="danger"
          icon
          role="alert"
          title="It was not sent"
          description={`${failure} What you filled in is still here.`}
        />
      )}
      <Button
        variant="primary"
        size="medium"
        className={styles.submitButton}
        isDisabled={blocked !== undefined}
        aria-describedby={blocked ? id : undefined}
        onPress={onSubmit}
      >
        {/* It stays in reach of the keyboard; a second press sends nothing. */}
        {busy ? 'Sending' : label}
      </Button>
      {blocked && (
        <Text as="p" id={id} variant="body-small" color="secondary">
          {blocked}
        </Text>
      )}
      <div role="status" aria-live="polite">
        {progress && (
          <Text as="p" variant="body-small">
            {progress}
          </Text>
        )}
      </div>
    </div>
  );
};
