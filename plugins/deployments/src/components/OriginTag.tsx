import type { Origin } from '@portico/plugin-timeline-common';
import { ORIGINS } from '../words/origins';
import styles from './OriginTag.module.css';

/** Marks what is not of a real source; live data has no mark. */
export const OriginTag = ({ origin }: { origin: Origin }) =>
  origin === 'live' ? null : (
    <span className={styles.tag} title={ORIGINS[origin]}>
      {origin}
    </span>
  );
