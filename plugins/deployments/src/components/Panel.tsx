import { Box, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

/** A part of a page with a heading of its own. */
export const Panel = ({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) => {
  const id = useId();
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.panel}
      aria-labelledby={id}
    >
      <Text as="h2" id={id} variant="title-x-small" weight="bold">
        {title}
      </Text>
      {children}
    </Box>
  );
};
