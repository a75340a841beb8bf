import type { ClusterView } from '@portico/plugin-deployments-common';
import { ago } from '../words/dates';
import { useNow } from '../hooks/useNow';
import { Fold } from './Fold';
import styles from './LastLog.module.css';

/** The last lines of each pod that fails, folded. */
export const LastLogs = ({
  clusters,
}: {
  clusters: readonly ClusterView[];
}) => {
  const now = useNow();
  return (
    <>
      {clusters.map(
        ({ cluster, lastLog }) =>
          lastLog &&
          lastLog.lines.length > 0 && (
            <Fold
              key={cluster}
              title={`Last lines of ${lastLog.pod}, ${ago(lastLog.at, now)}`}
            >
              <pre
                className={styles.lines}
                role="region"
                aria-label={`Last lines of ${lastLog.pod}`}
                tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex -- scrollable by keyboard
              >
                {lastLog.lines.join('\n')}
              </pre>
            </Fold>
          ),
      )}
    </>
  );
};
