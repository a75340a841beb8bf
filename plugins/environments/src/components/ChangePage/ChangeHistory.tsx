import type { ChangeHistoryEntry } from '@portico/plugin-environments-common';
import { refName, withShortRefs } from '../../format/refs';
import { RelativeTime } from '../RelativeTime';
import styles from './ChangePage.module.css';

const EVENTS: Readonly<Record<string, string>> = {
  submit: 'Requested',
  'submit-without-approval': 'Requested without need for approval',
  'approval-given': 'One approval given',
  approve: 'Approved',
  'require-approval': 'Approval needed after all',
  reject: 'Rejected',
  withdraw: 'Withdrawn',
  expire: 'Expired',
  supersede: 'Superseded',
  propose: 'Pull request opened',
  merge: 'Merged',
  'merge-refused': 'Merge refused',
  close: 'Pull request closed',
  'apply-start': 'Applying',
  'apply-succeed': 'Applied',
  'apply-fail': 'Applying failed',
};

/** What happened; an event that this page does not know is told by its own name. */
function what({ event }: ChangeHistoryEntry): string {
  return EVENTS[event] ?? event.replaceAll('-', ' ');
}

/** What happened to a change, the newest last. */
export const ChangeHistory = ({
  history,
}: {
  history: readonly ChangeHistoryEntry[];
}) => (
  <ol className={styles.history}>
    {history.map((entry, index) => (
      <li key={`${entry.at} ${index}`}>
        <span className={styles.event}>
          <span>{`${what(entry)} by ${refName(entry.actor)}`}</span>
          <RelativeTime at={entry.at} align="end" />
        </span>
        {entry.comment && (
          <span className={styles.said}>{withShortRefs(entry.comment)}</span>
        )}
      </li>
    ))}
  </ol>
);
