import { PorticoMark } from './PorticoMark';
import styles from './PorticoLogo.module.css';

/** The mark with the name beside it. */
export const PorticoLogo = (props: { size?: number }) => (
  <span className={styles.logo}>
    <PorticoMark size={props.size} />
    <span className={styles.name}>Portico</span>
  </span>
);
