import styles from './Initial.module.css';

/** A person's first letter in a circle; decoration beside their name. */
export const Initial = (props: { name: string; size?: 'small' | 'large' }) => (
  <span
    className={styles.initial}
    data-size={props.size ?? 'large'}
    // Drawn by the style sheet: as text it would be part of a link's name.
    data-initial={props.name[0]}
    aria-hidden="true"
  />
);
