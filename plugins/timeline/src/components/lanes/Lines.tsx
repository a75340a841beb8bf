import { positionOf, type Tick } from '../../time/axis';
import type { TimeWindow } from '../../time/windowChoice';
import styles from './lanes.module.css';

/** A fraction of the window as a length of CSS. */
export function percent(fraction: number): string {
  return `${fraction * 100}%`;
}

/** The lines that go through all lanes: hours, days and now. */
export const Lines = ({
  ticks,
  window,
  now,
}: {
  ticks: readonly Tick[];
  window: TimeWindow;
  now: number;
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
    {now >= window.from && now <= window.to && (
      <span
        className={styles.line}
        data-kind="now"
        style={{ insetInlineStart: percent(positionOf(now, window)) }}
      />
    )}
  </span>
);
