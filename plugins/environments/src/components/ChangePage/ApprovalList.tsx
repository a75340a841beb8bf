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

function verdictWords({ decision }: Pick<ChangeApproval, 'decision'>): string {
  if (decision === null) return 'Not given yet';
  const word = decision.verdict === 'approved' ? 'Approved' : 'Rejected';
  const said = decision.comment ? `: ${decision.comment}` : '';
  return `${word} by ${refName(decision.by)}, ${dateTime(decision.at)}${said}`;
}

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
            One person from <EntityLink entityRef={group} />, because {reason}
            <span className={styles.verdict}>{verdictWords({ decision })}</span>
          </span>
        </li>
      ))}
    </ul>
  );
};
