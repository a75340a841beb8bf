import { Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './panel.module.css';

/** One part of the panel with its own heading. */
export const PanelPart = ({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) => {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <Text as="h3" id={id} variant="body-medium" weight="bold">
        {title}
      </Text>
      {children}
    </section>
  );
};
