import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { useIsLate } from '../../hooks/useIsLate';
import styles from './Connections.module.css';

/** The shape of what comes: a sentence, and a few sources. */
export const LoadingSources = () => {
  const late = useIsLate();

  return (
    <div role="status" className={styles.loading}>
      <VisuallyHidden>Loading the connections</VisuallyHidden>
      <Skeleton width={260} height={28} />
      {late && (
        <Text variant="body-small" color="secondary">
          Still waiting for the plugins of the backend to tell of their sources.
        </Text>
      )}
      {['72%', '58%', '64%', '50%'].map(width => (
        <div key={width} className={styles.source}>
          <div className={styles.mark}>
            <Skeleton width={80} height={20} />
          </div>
          <div className={styles.told}>
            <Skeleton width={180} height={20} />
            <Skeleton width={width} height={16} />
          </div>
        </div>
      ))}
    </div>
  );
};
