import { positionOf, type Tick } from '../../time/axis';
import { bothTimes } from '../../time/times';
import type { TimeWindow } from '../../time/windowChoice';
import { percent } from './Lines';
import styles from './lanes.module.css';

/** The axis that all lanes share: days of the calendar, hours, and now. */
export const Axis = ({
  ticks,
  window,
  now,
  zone,
  trackRef,
}: {
  ticks: readonly Tick[];
  window: TimeWindow;
  now: number;
  zone: string;
  trackRef: (element: Element | null) => void;
}) => (
  <div className={styles.row}>
    <span className={styles.zone}>{zone}</span>
    <div
      className={styles.axis}
      ref={trackRef}
      role="img"
      aria-label={`From ${bothTimes(window.from, zone)} to ${bothTimes(
        window.to,
        zone,
      )}`}
    >
      {ticks.map(({ at, kind, label }) => (
        <span
          key={at}
          className={styles.tick}
          data-kind={kind}
          style={{ insetInlineStart: percent(positionOf(at, window)) }}
        >
          {label}
        </span>
      ))}
      {now >= window.from && now <= window.to && (
        <span
          className={styles.tick}
          data-kind="now"
          style={{ insetInlineStart: percent(positionOf(now, window)) }}
        >
          Now
        </span>
      )}
    </div>
  </div>
);
