import { Alert, TextField } from '@backstage/ui';
import styles from './panel.module.css';

/** What is lost, and the name to type for whoever means it. */
export const DataLossConfirm = ({
  warning,
  name,
  typed,
  onType,
}: {
  warning: string;
  name: string;
  typed: string;
  onType: (text: string) => void;
}) => (
  <div className={styles.confirm}>
    <Alert status="danger" icon role="alert" title={warning} />
    <TextField
      label={`Type ${name} to go on`}
      value={typed}
      onChange={onType}
      autoComplete="off"
      spellCheck="false"
    />
  </div>
);
