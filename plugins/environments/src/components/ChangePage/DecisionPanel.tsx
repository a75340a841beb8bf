import { Alert, Button, Text, TextAreaField } from '@backstage/ui';
import type { ChangeRequest } from '@portico/plugin-environments-common';
import { useState } from 'react';
import type { Decision } from '../../api';
import { openApprovals } from '../../form/approvalWords';
import { noWords, yesWords } from '../../form/changeSummaryWords';
import { withShortRefs } from '../../format/refs';
import { SIGN_IN_ELSEWHERE, SIGN_IN_ENDED } from '../../hooks/problem';
import { Panel } from '../Panel';
import { ApprovalList } from './ApprovalList';
import { useDeciding } from './useDeciding';
import styles from './ChangePage.module.css';

/** The most characters of a comment; the backend takes no more. */
const COMMENT_LIMIT = 1000;

/** What a decision does, on its button. */
function labelOf(decision: Decision, change: ChangeRequest): string {
  const once =
    openApprovals(change.approvals).length > 1 ? ', once the others agree' : '';
  switch (decision) {
    case 'approve':
      return `Approve: ${yesWords(change)}${once}`;
    case 'reject':
      return `Reject: ${noWords(change)}`;
    default:
      return `Withdraw: ${noWords(change)}`;
  }
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
  const { running, problem, decide } = useDeciding(
    change.id,
    comment,
    onDecided,
  );
  const { mayDecide, mayWithdraw, reason } = change.viewer;
  const pending = change.state === 'pending-approval';
  const decisions: Decision[] = [
    ...(pending && mayDecide ? (['approve', 'reject'] as const) : []),
    ...(mayWithdraw ? (['withdraw'] as const) : []),
  ];

  const press = (decision: Decision) => {
    if (decision === 'reject' && comment.trim() === '') setAsksWhy(true);
    else decide(decision);
  };

  return (
    <Panel title="Approval">
      <ApprovalList approvals={change.approvals} />
      {problem && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={
            problem.kind === 'signed-out'
              ? `${SIGN_IN_ENDED}, so nothing was decided`
              : 'That did not work'
          }
          description={
            problem.kind === 'signed-out' ? SIGN_IN_ELSEWHERE : problem.message
          }
        />
      )}
      {/* Of their own request the first line of the page says it already. */}
      {pending && reason && !isRequester && (
        <Text as="p" variant="body-medium">
          {withShortRefs(reason)}
        </Text>
      )}
      {decisions.length > 0 && (
        <TextAreaField
          label="Comment"
          description={
            decisions.includes('reject')
              ? 'Everybody who sees this change can read it. To reject, say why.'
              : 'Everybody who sees this change can read it.'
          }
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
      {decisions.length > 0 && (
        <div className={styles.buttons}>
          {decisions.map(decision => (
            <Button
              key={decision}
              variant={decision === 'approve' ? 'primary' : 'secondary'}
              destructive={decision === 'reject' || undefined}
              isDisabled={running !== undefined}
              className={styles.decision}
              onPress={() => press(decision)}
            >
              {labelOf(decision, change)}
            </Button>
          ))}
        </div>
      )}
    </Panel>
  );
};
