import type { ChangeHistoryEntry } from '@portico/plugin-environments-common';
import { dateTime } from '../../format/dates';
import { refName } from '../../format/refs';
import { CHANGE_STATES } from '../../format/states';
import styles from './ChangePage.module.css';

function what({ from, to, event }: ChangeHistoryEntry): string {
  if (from === to) return event.replaceAll('-', ' ');
  return CHANGE_STATES[to].word;
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
        <time dateTime={entry.at}>{dateTime(entry.at)}</time>
        <span>
          {`${what(entry)}, by ${refName(entry.actor)}`}
          {entry.comment && `: ${entry.comment}`}
        </span>
      </li>
    ))}
  </ol>
);
