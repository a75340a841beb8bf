import { Text } from '@backstage/ui';
import type { Estimate } from '@portico/plugin-environments-common';
import {
  estimateModules,
  lineDetail,
  lineWords,
  moduleWords,
  type EstimateModule,
} from '../form/previewLines';
import styles from './EstimateTable.module.css';

const ModuleLines = ({
  entry,
  currency,
}: {
  entry: EstimateModule;
  currency: string;
}) => (
  <details className={styles.module}>
    <summary>
      <span className={styles.name}>{entry.module}</span>
      <span className={styles.amount}>{moduleWords(entry)}</span>
    </summary>
    <ul className={styles.lines}>
      {entry.lines.map(line => (
        <li key={`${line.address} ${line.component}`}>
          <span className={styles.line}>
            <span>
              {line.component}
              <span className={styles.detail}>{lineDetail(line)}</span>
            </span>
            <span className={styles.amount}>{lineWords(line, currency)}</span>
          </span>
        </li>
      ))}
    </ul>
  </details>
);

/** An estimate by module; each opens to its lines. What has no amount is a word, never $0. */
export const EstimateTable = ({ estimate }: { estimate: Estimate }) => (
  <div className={styles.estimate}>
    {estimate.lines.length === 0 ? (
      <Text as="p" variant="body-medium" color="secondary">
        Nothing here has a list price.
      </Text>
    ) : (
      estimateModules(estimate).map(entry => (
        <ModuleLines
          key={entry.module}
          entry={entry}
          currency={estimate.currency}
        />
      ))
    )}
  </div>
);
