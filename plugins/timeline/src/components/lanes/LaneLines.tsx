import type { BoardView } from '../../lanes/LaneBoard';
import { useWidth } from '../../hooks/useWidth';
import { positionOf, ticksOf } from '../../time/axis';
import { Axis } from './Axis';
import { LaneRow } from './LaneRow';
import styles from './lanes.module.css';

/** A label of the axis needs so many pixels. */
const TICK_PX = 72;

/** The lanes one below the other, on one axis. */
export const LaneLines = ({
  board,
  zone,
  windowWords,
}: {
  board: BoardView & { retry: (index: number) => void };
  zone: string;
  windowWords: string;
}) => {
  const [width, trackRef] = useWidth();
  // The window ends when it was asked for, and so does what goes on.
  const { window, lanes, askedAt: now } = board;
  const ticks = ticksOf(window, zone, Math.max(2, Math.floor(width / TICK_PX)));
  const isWithin = now >= window.from && now <= window.to;
  const nowPosition = isWithin ? positionOf(now, window) : undefined;
  const scale = { window, now, nowPosition, zone, ticks, width };
  return (
    <div className={styles.lanes}>
      <Axis scale={scale} trackRef={trackRef} />
      {lanes.map((view, index) => (
        <LaneRow
          key={index}
          view={view}
          scale={scale}
          windowWords={windowWords}
          onRetry={() => board.retry(index)}
        />
      ))}
    </div>
  );
};
