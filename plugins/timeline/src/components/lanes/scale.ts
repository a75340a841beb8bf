import type { Tick } from '../../time/axis';
import type { TimeWindow } from '../../time/windowChoice';

/** What all lanes share, so that they stand on one axis. */
export interface LaneScale {
  window: TimeWindow;
  now: number;
  /** Where now stands as a fraction; undefined where it lies outside of the window. */
  nowPosition: number | undefined;
  zone: string;
  ticks: readonly Tick[];
  /** The width of the axis in pixels. */
  width: number;
}
