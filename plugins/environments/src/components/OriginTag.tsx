import type { Origin } from '@portico/plugin-timeline-common';
import { ORIGINS } from '../format/states';
import styles from './OriginTag.module.css';

/** Marks what is not of a real source; live data has no mark. */
export const OriginTag = ({ origin }: { origin: Origin }) => {
  if (origin === 'live') return null;
  const { word, meaning } = ORIGINS[origin];
  return (
    <span className={styles.tag} title={meaning}>
      {word}
    </span>
  );
};
