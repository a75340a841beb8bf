import type { Origin } from '@portico/plugin-timeline-common';
import styles from './OriginTag.module.css';

const MEANINGS: Record<Origin, string> = {
  live: 'Data of the real source',
  sample: 'Invented data, never added to real figures',
  emulated: 'A server of the portal answers in place of the real one',
  simulated: 'The step was not executed',
};

/** Says where data comes from, so that nothing invented passes for real. */
export const OriginTag = ({ origin }: { origin: Origin }) => (
  <span className={styles.tag} title={MEANINGS[origin]}>
    {origin}
  </span>
);
