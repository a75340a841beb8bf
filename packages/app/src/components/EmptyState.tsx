import { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import styles from './states.module.css';

/** Nothing is there: why, and the one thing to do about it. */
export const EmptyState = (props: { why: string; action: ReactNode }) => (
  <div className={styles.empty}>
    <Text as="p" variant="body-medium" color="secondary">
      {props.why}
    </Text>
    {props.action}
  </div>
);
