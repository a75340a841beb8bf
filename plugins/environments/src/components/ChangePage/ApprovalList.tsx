import { Text } from '@backstage/ui';
import type { ChangeApproval } from '@portico/plugin-environments-common';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiTimeLine,
} from '@remixicon/react';
import { dateTime } from '../../format/dates';
import { refName } from '../../format/refs';
import { EntityLink } from '../EntityLink';
import styles from './ChangePage.module.css';

const Verdict = ({ decision }: Pick<ChangeApproval, 'decision'>) => {
  if (decision === null) return <>is missing</>;
  const word = decision.verdict === 'approved' ? 'approved' : 'rejected';
  return (
    <>
      {`${word} by ${refName(decision.by)}, ${dateTime(decision.at)}`}
      {decision.comment && `: ${decision.comment}`}
    </>
  );
};

const VerdictIcon = ({ decision }: Pick<ChangeApproval, 'decision'>) => {
  if (decision === null) return <RiTimeLine size={16} />;
  return decision.verdict === 'approved' ? (
    <RiCheckboxCircleFill size={16} />
  ) : (
    <RiCloseCircleFill size={16} />
  );
};

/** The approvals a change needs, and who gave them. */
export const ApprovalList = ({
  approvals,
}: {
  approvals: readonly ChangeApproval[];
}) => {
  if (approvals.length === 0) {
    return (
      <Text as="p" variant="body-medium">
        No approval needed.
      </Text>
    );
  }
  return (
    <ul className={styles.approvals}>
      {approvals.map(({ group, reason, decision }) => (
        <li
          key={group}
          data-verdict={decision === null ? 'missing' : decision.verdict}
        >
          <span className={styles.approvalIcon} aria-hidden="true">
            <VerdictIcon decision={decision} />
          </span>
          <span>
            One person from <EntityLink entityRef={group} />, because {reason}:{' '}
            <Verdict decision={decision} />
          </span>
        </li>
      ))}
    </ul>
  );
};
