import type { Origin } from '@portico/plugin-timeline-common';
import { ORIGIN_MEANINGS } from '../../marks/words';
import styles from './items.module.css';

/** Marks what is not of a real source; live data has no mark. */
export const OriginTag = ({ origin }: { origin: Origin }) => {
  if (origin === 'live') return null;
  return (
    <span className={styles.origin} title={ORIGIN_MEANINGS[origin]}>
      {origin}
    </span>
  );
};
