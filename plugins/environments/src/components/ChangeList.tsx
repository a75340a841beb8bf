import { Link, Text } from '@backstage/ui';
import {
  changeTitle,
  type ChangeSummary,
} from '@portico/plugin-environments-common';
import {
  askedWords,
  changeExpiryWords,
  changePriceWords,
  reasonWords,
  waitingWords,
} from '../form/changeSummaryWords';
import { capitalized, sentence } from '../form/fieldIssues';
import { withShortRefs } from '../format/refs';
import { CHANGE_STATES } from '../format/states';
import { useLinks } from '../hooks/useLinks';
import { useNow } from '../hooks/useNow';
import { StateWord } from './StateWord';
import styles from './ChangeList.module.css';

/** Why a change waits, or how it ended, in a line of its own. */
function whyWords(change: ChangeSummary): string | undefined {
  const waiting = waitingWords(change);
  if (waiting) return sentence(`${waiting}, ${reasonWords(change)}`);
  return change.stateReason
    ? sentence(withShortRefs(change.stateReason))
    : undefined;
}

const Change = ({ change }: { change: ChangeSummary }) => {
  const links = useLinks();
  const now = useNow();
  const why = whyWords(change);
  const facts = [
    capitalized(askedWords(change, now)),
    changePriceWords(change),
    changeExpiryWords(change, now),
  ].filter(Boolean);
  return (
    <li className={styles.change}>
      <span className={styles.head}>
        <Link
          href={links.change(change.id)}
          variant="body-large"
          weight="bold"
          standalone
        >
          {changeTitle(change)}
        </Link>
        <StateWord state={CHANGE_STATES[change.state]} />
      </span>
      {why && (
        <Text as="p" variant="body-medium">
          {why}
        </Text>
      )}
      {change.comment && (
        <Text as="p" variant="body-medium" className={styles.comment}>
          {change.comment}
        </Text>
      )}
      <Text as="p" variant="body-small" color="secondary">
        {facts.join(' · ')}
      </Text>
    </li>
  );
};

/** Changes, each with where it stands, what it costs and the way to its page. */
export const ChangeList = ({
  changes,
  label,
}: {
  changes: readonly ChangeSummary[];
  label: string;
}) => (
  <ul className={styles.changes} aria-label={label}>
    {changes.map(change => (
      <Change key={change.id} change={change} />
    ))}
  </ul>
);
