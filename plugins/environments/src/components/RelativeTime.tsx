import { ago, dateTime } from '../format/dates';
import { useNow } from '../hooks/useNow';
import styles from './RelativeTime.module.css';

/** How long ago something was; exactly when is there on hover and focus. */
export const RelativeTime = ({
  at,
  align = 'start',
}: {
  at: string;
  /** The side at which there is room for the exact time. */
  align?: 'start' | 'end';
}) => {
  const now = useNow();
  const exact = dateTime(at);
  return (
    <time
      dateTime={at}
      className={styles.time}
      data-align={align}
      // The exact time is there for a keyboard too.
      tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex -- shows more on focus
      aria-label={`${ago(at, now)}, ${exact}`}
    >
      {ago(at, now)}
      <span className={styles.exact} aria-hidden="true">
        {exact}
      </span>
    </time>
  );
};
