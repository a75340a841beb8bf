import { Button, Text } from '@backstage/ui';
import { useId, useState, type FormEvent } from 'react';
import { fromInputValue, toInputValue } from '../../time/times';
import { windowFault, type TimeWindow } from '../../time/windowChoice';
import styles from './controls.module.css';

/** Asks for the start and the end of a window, in the zone of the reader. */
export const FixedWindowForm = ({
  window,
  zone,
  onChoose,
}: {
  /** What is shown now, to begin with. */
  window: TimeWindow;
  zone: string;
  onChoose: (window: TimeWindow) => void;
}) => {
  const id = useId();
  const [from, setFrom] = useState(() => toInputValue(window.from, zone));
  const [to, setTo] = useState(() => toInputValue(window.to, zone));
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = {
      from: fromInputValue(from, zone),
      to: fromInputValue(to, zone),
    };
    const wrong = windowFault(chosen.from, chosen.to);
    setFault(wrong);
    if (wrong === undefined) onChoose(chosen);
  };
  const described = fault === undefined ? undefined : id;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label className={styles.field}>
        From
        <input
          type="datetime-local"
          value={from}
          onChange={event => setFrom(event.target.value)}
          aria-describedby={described}
        />
      </label>
      <label className={styles.field}>
        To
        <input
          type="datetime-local"
          value={to}
          onChange={event => setTo(event.target.value)}
          aria-describedby={described}
        />
      </label>
      <Button type="submit" size="small" variant="secondary">
        Show
      </Button>
      <Text as="p" variant="body-small" color="secondary">
        {`Times are in ${zone}.`}
      </Text>
      {fault !== undefined && (
        <p id={id} role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </form>
  );
};
