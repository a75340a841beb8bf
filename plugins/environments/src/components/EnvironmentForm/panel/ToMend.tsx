import { Button } from '@backstage/ui';
import type { SpecIssue } from '@portico/plugin-environments-common';
import { fieldLabel } from '../../../form/fieldLabels';
import styles from './panel.module.css';

/** What has to be mended before the form can be sent, each with the way to its field. */
export const ToMend = ({
  issues,
  onGoToField,
}: {
  issues: readonly SpecIssue[];
  onGoToField: (path: string) => void;
}) => (
  <ul className={styles.mend}>
    {issues.map(({ path, message }) => (
      <li key={`${path} ${message}`}>
        <span>
          <strong>{path === '' ? 'The spec' : fieldLabel(path)}</strong>:{' '}
          {message}
        </span>
        {path !== '' && (
          <Button
            size="small"
            variant="secondary"
            aria-label={`Go to field: ${fieldLabel(path)}`}
            onPress={() => onGoToField(path)}
          >
            Go to field
          </Button>
        )}
      </li>
    ))}
  </ul>
);
