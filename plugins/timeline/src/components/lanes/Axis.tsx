import { labelSide, positionOf } from '../../time/axis';
import { bothTimes } from '../../time/times';
import { percent } from './Lines';
import type { LaneScale } from './scale';
import styles from './lanes.module.css';

/** The axis that all lanes share: days of the calendar, hours, and now. */
export const Axis = ({
  scale: { ticks, window, nowPosition, zone, width },
  trackRef,
}: {
  scale: LaneScale;
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
          data-side={labelSide(positionOf(at, window), width)}
          style={{ insetInlineStart: percent(positionOf(at, window)) }}
        >
          {label}
        </span>
      ))}
      {nowPosition !== undefined && (
        <span
          className={styles.tick}
          data-kind="now"
          style={{ insetInlineStart: percent(nowPosition) }}
        >
          Now
        </span>
      )}
    </div>
  </div>
);
