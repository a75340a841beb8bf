import { Text } from '@backstage/ui';
import type { Estimate } from '@portico/plugin-environments-common';
import { notPricedLines } from '../form/notPriced';
import { unpricedWords } from '../form/previewLines';
import { Fold } from './Fold';
import styles from './NotPriced.module.css';

/** What is not in the total of an estimate, each with the reason; nothing where all is. */
export const NotPriced = ({ estimate }: { estimate: Estimate }) => {
  const words = unpricedWords(estimate);
  if (words === undefined) return null;
  return (
    <Fold title={`Not in the total: ${words}`}>
      <ul className={styles.lines}>
        {notPricedLines(estimate).map(({ module, component, why, count }) => (
          <li key={`${module} ${component} ${why}`}>
            {`${module}: ${component}`}
            {count > 1 && ` (${count})`}
            <Text as="span" variant="body-small" color="secondary">
              {why}
            </Text>
          </li>
        ))}
      </ul>
    </Fold>
  );
};
