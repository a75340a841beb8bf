import { Link, Text } from '@backstage/ui';
import { formatMoney } from '@portico/plugin-cost-common';
import {
  EnvironmentView,
  isEstimate,
} from '@portico/plugin-environments-common';
import { OriginTag } from '../../components/OriginTag';
import { StateMark, Tone } from '../../components/StateMark';
import { expiryWords } from './expiryWords';
import styles from './Home.module.css';

/** The states as every page of the portal words them. */
const STATES: Record<EnvironmentView['state'], { tone: Tone; word: string }> = {
  ready: { tone: 'positive', word: 'Ready' },
  drifted: { tone: 'warning', word: 'Drifted' },
  failed: { tone: 'negative', word: 'Failed' },
  provisioning: { tone: 'active', word: 'Provisioning' },
  destroying: { tone: 'active', word: 'Destroying' },
  defined: { tone: 'quiet', word: 'Defined, never applied' },
  destroyed: { tone: 'quiet', word: 'Destroyed' },
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
    expiresAt && expiryWords(expiresAt, now),
    priceWords(environment),
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
          {origin !== 'live' && <OriginTag origin={origin} />}
        </span>
        {details.length > 0 && (
          <Text as="p" variant="body-small" color="secondary">
            {details.join(' · ')}
          </Text>
        )}
      </div>
      <StateMark {...STATES[state]} />
    </li>
  );
};
