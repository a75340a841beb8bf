import { positionOf } from '../../time/axis';
import type { LaneScale } from './scale';
import styles from './lanes.module.css';

/** A fraction of the window as a length of CSS. */
export function percent(fraction: number): string {
  return `${fraction * 100}%`;
}

/** The lines that go through all lanes: hours, days and now. */
export const Lines = ({
  scale: { ticks, window, nowPosition },
}: {
  scale: LaneScale;
}) => (
  <span className={styles.lines} aria-hidden="true">
    {ticks.map(({ at, kind }) => (
      <span
        key={at}
        className={styles.line}
        data-kind={kind}
        style={{ insetInlineStart: percent(positionOf(at, window)) }}
      />
    ))}
    {nowPosition !== undefined && (
      <span
        className={styles.line}
        data-kind="now"
        style={{ insetInlineStart: percent(nowPosition) }}
      />
    )}
  </span>
);
