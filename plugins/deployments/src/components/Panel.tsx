import { Box, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

/** A part of a page with a heading of its own. */
export const Panel = ({
  title,
  aside,
  children,
}: {
  title: string;
  /** What stands beside the heading, such as filters. */
  aside?: ReactNode;
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
      <div className={styles.head}>
        <Text as="h2" id={id} variant="title-x-small" weight="bold">
          {title}
        </Text>
        {aside}
      </div>
      {children}
    </Box>
  );
};
