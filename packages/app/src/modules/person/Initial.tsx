import styles from './Initial.module.css';

/** A person's first letter in a circle; decoration beside their name. */
export const Initial = (props: { name: string; size?: 'small' | 'large' }) => (
  <span
    className={styles.initial}
    data-size={props.size ?? 'large'}
    aria-hidden="true"
  >
    {props.name[0]}
  </span>
);
