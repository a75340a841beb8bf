import { Link, Text } from '@backstage/ui';
import { formatMoney } from '@portico/plugin-cost-common';
import {
  EnvironmentView,
  isEstimate,
} from '@portico/plugin-environments-common';
import { expiryWords } from './expiryWords';
import styles from './Home.module.css';

/** How a state is coloured; its word stands beside it always. */
const TONES: Record<EnvironmentView['state'], string> = {
  ready: 'positive',
  drifted: 'warning',
  failed: 'negative',
  provisioning: 'info',
  destroying: 'info',
  defined: 'quiet',
  destroyed: 'quiet',
};

/** A month's list price; unknown is said, and never 0. */
function priceWords({ estimate }: EnvironmentView): string | undefined {
  if (!estimate) {
    return undefined;
  }
  if (!isEstimate(estimate)) {
    return 'estimate unavailable';
  }
  const { total, currency } = estimate;
  const amount = formatMoney({ amount: total.monthly, currency });
  return `${total.atLeast ? 'at least ' : ''}${amount} a month`;
}

/** One environment of the home page's list. */
export const EnvironmentRow = (props: {
  environment: EnvironmentView;
  now: Date;
}) => {
  const { environment, now } = props;
  const { name, state, expiresAt, origin } = environment;
  const details = [
    environment.class,
    environment.region,
    priceWords(environment),
    expiresAt && expiryWords(expiresAt, now),
  ].filter(Boolean);

  return (
    <li className={styles.row}>
      <div className={styles.rowMain}>
        <span className={styles.rowTitle}>
          <Link
            href={`/environments/${encodeURIComponent(name)}`}
            variant="body-large"
            weight="bold"
            standalone
          >
            {name}
          </Link>
          {origin !== 'live' && <span className={styles.tag}>{origin}</span>}
        </span>
        {details.length > 0 && (
          <Text as="p" variant="body-small" color="secondary">
            {details.join(' · ')}
          </Text>
        )}
      </div>
      <span className={styles.state} data-tone={TONES[state]}>
        {state}
      </span>
    </li>
  );
};
