import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { useEffect, useState } from 'react';
import styles from './states.module.css';

/** After so long a wait is explained. */
export const EXPLAIN_AFTER_MS = 10_000;

/** What comes once it is loaded, so that the page does not jump: the heights of its parts. */
export const SHAPES = {
  card: [44, 44, 44],
  table: [40, 56, 56, 56, 56],
  tiles: [120, 120],
} as const;

/** What is shown until the data is there: the shape of what comes. */
export const LoadingState = ({
  what,
  waitsFor,
  shape,
}: {
  /** What is loaded, such as "the deployments". */
  what: string;
  /** Whom the page waits for, such as "the deployments backend". */
  waitsFor: string;
  shape: keyof typeof SHAPES;
}) => {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), EXPLAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className={styles.loading} role="status" aria-busy="true">
      <VisuallyHidden>Loading {what}</VisuallyHidden>
      {isLong && (
        <Text as="p" variant="body-medium" color="secondary">
          Still waiting for {waitsFor}. This shows {what} as soon as it answers.
        </Text>
      )}
      {SHAPES[shape].map((height, index) => (
        <Skeleton key={index} width="100%" height={height} />
      ))}
    </div>
  );
};
