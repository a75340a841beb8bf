import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text, TextAreaField } from '@backstage/ui';
import type { ChangeRequest } from '@portico/plugin-environments-common';
import { useId, useState } from 'react';
import { environmentsApiRef, type Decision } from '../../api';
import { withShortRefs } from '../../format/refs';
import { describeProblem } from '../../hooks/problem';
import { Panel } from '../Panel';
import { ApprovalList } from './ApprovalList';
import styles from './ChangePage.module.css';

/** The most characters of a comment; the backend takes no more. */
const COMMENT_LIMIT = 1000;

interface Deciding {
  running: Decision | undefined;
  failure: string | undefined;
  decide: (decision: Decision) => Promise<void>;
}

function useDeciding(
  id: string,
  comment: string,
  onDecided: () => void,
): Deciding {
  const api = useApi(environmentsApiRef);
  const [running, setRunning] = useState<Decision>();
  const [failure, setFailure] = useState<string>();
  return {
    running,
    failure,
    decide: async decision => {
      setRunning(decision);
      setFailure(undefined);
      try {
        await api.decide(id, decision, comment.trim() || undefined);
      } catch (error) {
        setFailure(describeProblem(error).message);
      }
      setRunning(undefined);
      // Also after a refusal: what the page shows may be out of date.
      onDecided();
    },
  };
}

/** Who has to say yes, who did, and what the reader may do about it. */
export const DecisionPanel = ({
  change,
  isRequester,
  onDecided,
}: {
  change: ChangeRequest;
  isRequester: boolean;
  onDecided: () => void;
}) => {
  const [comment, setComment] = useState('');
  const [asksWhy, setAsksWhy] = useState(false);
  const reasonId = useId();
  const { running, failure, decide } = useDeciding(
    change.id,
    comment,
    onDecided,
  );
  const { mayDecide, mayWithdraw, reason } = change.viewer;
  const pending = change.state === 'pending-approval';
  // Whoever asked sees the buttons too, and why they are not theirs.
  const showDecision = pending && (mayDecide || isRequester);
  const explained = reason ? reasonId : undefined;

  const reject = () => {
    if (comment.trim() === '') setAsksWhy(true);
    else decide('reject');
  };
  const button = (decision: Decision, label: string, onPress: () => void) => (
    <Button
      variant={decision === 'approve' ? 'primary' : 'secondary'}
      destructive={decision === 'reject' || undefined}
      isDisabled={
        running !== undefined || (decision !== 'withdraw' && !mayDecide)
      }
      aria-describedby={decision === 'withdraw' ? undefined : explained}
      onPress={onPress}
    >
      {label}
    </Button>
  );

  return (
    <Panel title="Approval">
      <ApprovalList approvals={change.approvals} />
      {failure && (
        <Alert
          status="danger"
          icon
          role="alert"
          title="That did not work"
          description={failure}
        />
      )}
      {pending && reason && (
        <Text as="p" id={reasonId} variant="body-medium">
          {withShortRefs(reason)}
        </Text>
      )}
      {((pending && mayDecide) || mayWithdraw) && (
        <TextAreaField
          label="Comment"
          description="Everybody who sees this change can read it."
          rows={2}
          maxLength={COMMENT_LIMIT}
          value={comment}
          onChange={text => {
            setComment(text);
            setAsksWhy(false);
          }}
          validationBehavior="aria"
          validate={() =>
            asksWhy ? 'Say why, so that whoever asked can do better.' : null
          }
        />
      )}
      {(showDecision || mayWithdraw) && (
        <div className={styles.buttons}>
          {showDecision &&
            button('approve', 'Approve', () => decide('approve'))}
          {showDecision && button('reject', 'Reject', reject)}
          {mayWithdraw &&
            button('withdraw', 'Withdraw', () => decide('withdraw'))}
        </div>
      )}
    </Panel>
  );
};
