import { Link, Text } from '@backstage/ui';
import { formatMoney, money } from '@portico/plugin-cost-common';
import type { ChangeSummary } from '@portico/plugin-environments-common';
import { listWords, refName } from '../format/refs';
import { ago } from '../format/dates';
import { CHANGE_STATES, changeTitle } from '../format/states';
import { useLinks } from '../hooks/useLinks';
import { useNow } from '../hooks/useNow';
import { StateWord } from './StateWord';
import styles from './ChangeList.module.css';

function waitingFor({ state, approvals }: ChangeSummary): string | undefined {
  if (state !== 'pending-approval') return undefined;
  const groups = approvals
    .filter(({ decision }) => decision === null)
    .map(({ group }) => refName(group));
  return groups.length > 0
    ? `needs one person from ${listWords(groups, 'and one from')}`
    : undefined;
}

function priceOf({ monthly }: ChangeSummary): string {
  return monthly === null
    ? 'price not known'
    : `list price ${formatMoney(money(monthly, 'USD'))} a month`;
}

/** Changes, each with where it stands and the way to its page. */
export const ChangeList = ({
  changes,
  label,
}: {
  changes: readonly ChangeSummary[];
  label: string;
}) => {
  const links = useLinks();
  const now = useNow();
  return (
    <ul className={styles.changes} aria-label={label}>
      {changes.map(change => (
        <li key={change.id} className={styles.change}>
          <Link href={links.change(change.id)} weight="bold">
            {changeTitle(change)}
          </Link>
          <StateWord state={CHANGE_STATES[change.state]} />
          <Text as="span" variant="body-small" color="secondary">
            {[
              `asked by ${refName(change.requestedBy)} ${ago(
                change.requestedAt,
                now,
              )}`,
              waitingFor(change),
              priceOf(change),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </li>
      ))}
    </ul>
  );
};
