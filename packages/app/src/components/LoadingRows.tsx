import { useEffect, useState } from 'react';
import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import styles from './Home.module.css';

const PATIENCE_MS = 10_000;

/** Placeholder rows, which say what they wait for when it takes long. */
export const LoadingRows = (props: { what: string; waitingFor: string }) => {
  const [late, setLate] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div role="status" className={styles.loading}>
      <VisuallyHidden>Loading {props.what}</VisuallyHidden>
      {['60%', '75%', '50%'].map(width => (
        <Skeleton key={width} width={width} height={20} />
      ))}
      {late && (
        <Text variant="body-small" color="secondary">
          Still waiting for {props.waitingFor}.
        </Text>
      )}
    </div>
  );
};
