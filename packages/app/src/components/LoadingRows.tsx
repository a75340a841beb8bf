import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { useIsLate } from '../hooks/useIsLate';
import styles from './states.module.css';

/** Placeholder rows, which say what they wait for when it takes long. */
export const LoadingRows = (props: { what: string; waitingFor: string }) => {
  const late = useIsLate();

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
