import { Box, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './states.module.css';

/** One state of a page as a picture, a sentence and what to do about it. */
export const StateMessage = ({
  icon,
  title,
  children,
  actions,
  role,
}: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  role?: 'alert' | 'status';
}) => (
  <Box bg="neutral" className={styles.message} role={role}>
    <span className={styles.icon} aria-hidden="true">
      {icon}
    </span>
    <Text as="h2" variant="title-x-small" weight="bold">
      {title}
    </Text>
    {children && (
      <Text
        as="div"
        variant="body-medium"
        color="secondary"
        className={styles.body}
      >
        {children}
      </Text>
    )}
    {actions && <div className={styles.actions}>{actions}</div>}
  </Box>
);
