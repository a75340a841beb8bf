import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { useEffect, useState } from 'react';
import styles from './states.module.css';

/** After so long a wait is explained. */
export const EXPLAIN_AFTER_MS = 10_000;

/** What a page shows until its data is there. */
export const LoadingState = ({
  what,
  waitsFor,
  lines = 4,
}: {
  /** What is loaded, such as "the environments". */
  what: string;
  /** Whom the page waits for, such as "the Git host". */
  waitsFor: string;
  lines?: number;
}) => {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), EXPLAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className={styles.loading} role="status" aria-busy="true">
      <VisuallyHidden>Loading {what}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton
          key={index}
          width={index === 0 ? '40%' : '100%'}
          height={index === 0 ? 28 : 20}
        />
      ))}
      {long && (
        <Text as="p" variant="body-medium" color="secondary">
          Still waiting for {waitsFor}. Nothing is lost; this page shows {what}{' '}
          as soon as it answers.
        </Text>
      )}
    </div>
  );
};
