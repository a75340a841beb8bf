import type { ReactNode } from 'react';
import styles from './Fold.module.css';

/** Something that is there for whoever wants it, behind one line. */
export const Fold = ({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) => (
  <details className={styles.fold}>
    <summary>{title}</summary>
    <div className={styles.body}>{children}</div>
  </details>
);
