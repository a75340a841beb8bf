import { Alert, Button, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import { sentence } from '../../../form/fieldIssues';
import { SIGN_IN_ENDED } from '../../../hooks/problem';
import type { Submission } from '../useSubmit';
import styles from './panel.module.css';

/** The sign-in has ended: nothing was sent, nothing is lost, and how it goes on. */
const SignedOut = ({ onSignIn }: { onSignIn: () => void }) => (
  <Alert
    status="warning"
    icon
    role="alert"
    title={`${SIGN_IN_ENDED}, so it was not sent`}
    description="What you filled in is kept. Sign in again and this form goes on where you left it. If you have signed in in another tab, just send it once more."
    customActions={
      <Button size="small" variant="primary" onPress={onSignIn}>
        Sign in again
      </Button>
    }
  />
);

/** The button that submits, why it can't, and what became of the last try. */
export const SubmitArea = ({
  label,
  blocked,
  submission,
  confirm,
  onSubmit,
  onSignIn,
}: {
  label: string;
  /** Why nothing can be sent now; undefined where it can. */
  blocked: string | undefined;
  submission: Submission;
  /** What has to be confirmed before. */
  confirm?: ReactNode;
  onSubmit: () => void;
  onSignIn: () => void;
}) => {
  const id = useId();
  const { busy, progress, failure, signedOut } = submission;
  return (
    <div className={styles.submit}>
      {signedOut && <SignedOut onSignIn={onSignIn} />}
      {failure && (
        <Alert
          status="danger"
          icon
          role="alert"
          title="It was not sent"
          description={`${sentence(failure)} What you filled in is still here.`}
        />
      )}
      {confirm}
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
