import { Text } from '@backstage/ui';
import type { SpecDifference } from '@portico/plugin-environments-common';
import { fieldLabel } from '../form/fieldLabels';
import { valueWords } from '../form/previewChange';
import styles from './shared.module.css';

/** What a change does to a spec, field by field. */
export const SpecDifferences = ({
  differences,
}: {
  differences: readonly SpecDifference[];
}) => {
  if (differences.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        Nothing differs from what is there today.
      </Text>
    );
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className={styles.hidden}>What changes</caption>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Today</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">{fieldLabel(path)}</th>
              <td>{valueWords(before)}</td>
              <td>{valueWords(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
