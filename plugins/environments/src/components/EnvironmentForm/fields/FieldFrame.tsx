import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './fields.module.css';

/** A field where "go to field" finds it, with a button for a value that would do. */
export const FieldFrame = ({
  path,
  suggestion,
  onUse,
  children,
}: {
  path: string;
  suggestion?: string;
  onUse?: (value: string) => void;
  children: ReactNode;
}) => (
  <div className={styles.frame} data-field={path}>
    {children}
    {suggestion !== undefined && onUse && (
      <div>
        <Button
          size="small"
          variant="secondary"
          onPress={() => onUse(suggestion)}
        >
          {`Use ${suggestion}`}
        </Button>
      </div>
    )}
  </div>
);
