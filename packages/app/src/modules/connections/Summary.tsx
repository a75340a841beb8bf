import { Alert, Button, Text } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { isSourceBroken, sourceSummary } from '@portico/plugin-timeline-common';
import { reasonOf } from '../../components/FailedState';
import { agoWords, clockWords } from '../../words/timeWords';
import { SourceRow, verdictWords } from './sourceRows';
import styles from './Connections.module.css';

/** After this long, what is shown may no longer be so. */
const OLD_MS = 60_000;

function askedWords(askedAt: Date, now: Date): string {
  const age = now.getTime() - askedAt.getTime();
  return age > OLD_MS
    ? `Asked ${agoWords(askedAt, now)}, at ${clockWords(askedAt)}.`
    : `Asked at ${clockWords(askedAt)}.`;
}

/** What it all comes to, and when it was asked. */
export const Summary = (props: {
  rows: SourceRow[];
  askedAt: Date;
  stale: unknown;
  now: Date;
  onAsk: () => void;
}) => {
  const { rows, askedAt, stale, now, onAsk } = props;
  const sources = rows.map(({ source }) => source);
  const broken = sources.some(({ state }) => isSourceBroken(state));

  return (
    <section aria-label="Summary" className={styles.summary}>
      <div className={styles.verdict} data-broken={broken || undefined}>
        <Text as="p" variant="title-x-small" weight="bold">
          {verdictWords(rows)}
        </Text>
        <Text as="p" variant="body-medium" color="secondary">
          {sourceSummary(sources)}. {askedWords(askedAt, now)}
        </Text>
      </div>
      <Button variant="secondary" iconStart={<RiRefreshLine />} onPress={onAsk}>
        Ask again
      </Button>
      {stale !== undefined && (
        <Alert
          role="alert"
          status="warning"
          icon
          className={styles.stale}
          title={`The portal could not be asked again. Showing what was known at ${clockWords(
            askedAt,
          )}.`}
          description={reasonOf(stale)}
        />
      )}
    </section>
  );
};
