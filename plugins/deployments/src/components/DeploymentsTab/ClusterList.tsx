import type { ClusterView } from '@portico/plugin-deployments-common';
import { useNow } from '../../hooks/useNow';
import { clusterFacts } from '../../words/clusterFacts';
import { isUnseen } from '../../words/notes';
import styles from './DeploymentsTab.module.css';

/** What each cluster tells; one that can't be seen has its reason among the notes. */
export const ClusterList = ({
  clusters,
}: {
  clusters: readonly ClusterView[];
}) => {
  const now = useNow();
  if (clusters.length === 0) return null;
  return (
    <ul className={styles.clusters} aria-label="Clusters">
      {clusters.map(view => (
        <li key={`${view.cluster} ${view.namespace}`}>
          <span className={styles.cluster}>
            {[view.cluster, view.namespace].filter(Boolean).join(' / ')}
          </span>
          {': '}
          {isUnseen(view)
            ? 'can’t be seen'
            : clusterFacts(view, now).join(' · ')}
        </li>
      ))}
    </ul>
  );
};
