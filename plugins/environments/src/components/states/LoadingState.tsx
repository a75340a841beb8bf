import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { useEffect, useState } from 'react';
import styles from './states.module.css';

/** After so long a wait is explained. */
export const EXPLAIN_AFTER_MS = 10_000;

/** What comes once it is loaded, so that the page does not jump. */
export type Shape = 'text' | 'list' | 'table' | 'columns' | 'form';

const Lines = ({ count }: { count: number }) => (
  <>
    {Array.from({ length: count }, (_, index) => (
      <Skeleton
        key={index}
        width={index === 0 ? '40%' : '100%'}
        height={index === 0 ? 28 : 20}
      />
    ))}
  </>
);

const Blocks = ({ heights }: { heights: readonly number[] }) => (
  <div className={styles.blocks}>
    {heights.map((height, index) => (
      <Skeleton key={index} width="100%" height={height} />
    ))}
  </div>
);

const ShapeOf = ({ shape }: { shape: Shape }) => {
  switch (shape) {
    case 'list':
      return <Blocks heights={[72, 72, 72]} />;
    case 'table':
      return <Blocks heights={[40, 64, 64, 64]} />;
    case 'columns':
      return (
        <div className={styles.twoColumns}>
          <Blocks heights={[96, 200]} />
          <Blocks heights={[200]} />
        </div>
      );
    case 'form':
      return (
        <div className={styles.twoColumns}>
          <Blocks heights={[280, 150, 44, 44, 44, 44]} />
          <Blocks heights={[420]} />
        </div>
      );
    default:
      return <Lines count={4} />;
  }
};

/** What a page shows until its data is there: the shape of what comes. */
export const LoadingState = ({
  what,
  waitsFor,
  shape = 'text',
}: {
  /** What is loaded, such as "the environments". */
  what: string;
  /** Whom the page waits for, such as "the Git host". */
  waitsFor: string;
  shape?: Shape;
}) => {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), EXPLAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className={styles.loading} role="status" aria-busy="true">
      <VisuallyHidden>Loading {what}</VisuallyHidden>
      {long && (
        <Text as="p" variant="body-medium" color="secondary">
          Still waiting for {waitsFor}. Nothing is lost; this page shows {what}{' '}
          as soon as it answers.
        </Text>
      )}
      <ShapeOf shape={shape} />
    </div>
  );
};
