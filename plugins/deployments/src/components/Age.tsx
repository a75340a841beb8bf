import { useNow } from '../hooks/useNow';
import { age, ago, dateTime } from '../words/dates';
import styles from './Age.module.css';

/** How old something is, such as "3 d"; exactly when is there on hover and focus. */
export const Age = ({
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
      {age(at, now)}
      <span className={styles.exact} aria-hidden="true">
        {exact}
      </span>
    </time>
  );
};

/** The same where a list would have too many stops for a keyboard: the exact time is on hover. */
export const QuietAge = ({ at }: { at: string }) => {
  const now = useNow();
  return (
    <time dateTime={at} title={dateTime(at)} className={styles.quiet}>
      {age(at, now)}
    </time>
  );
};
