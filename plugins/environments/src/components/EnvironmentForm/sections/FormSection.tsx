import { Box, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './sections.module.css';

/** A section that is always open. */
export const FormSection = ({
  number,
  title,
  children,
}: {
  number: number;
  title: string;
  children: ReactNode;
}) => {
  const id = useId();
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.section}
      aria-labelledby={id}
    >
      <Text as="h2" id={id} variant="title-x-small" weight="bold">
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
        {title}
      </Text>
      <div className={styles.fields}>{children}</div>
    </Box>
  );
};
