import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './states.module.css';

/** One state of a page or a card as a picture, a sentence and what to do about it. */
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
  <div className={styles.message} role={role}>
    <span className={styles.icon} aria-hidden="true">
      {icon}
    </span>
    <div className={styles.words}>
      <Text as="p" variant="body-medium" weight="bold">
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
    </div>
  </div>
);
