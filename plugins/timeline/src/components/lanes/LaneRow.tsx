import { Text } from '@backstage/ui';
import { useId } from 'react';
import type { LaneView } from '../../lanes/LaneBoard';
import { placeItems } from '../../marks/placeItems';
import {
  EmptyLane,
  FailedLane,
  LoadingLane,
  MoreNote,
  StaleNote,
} from './LaneNotes';
import type { LaneScale } from './scale';
import { Track } from './Track';
import styles from './lanes.module.css';

/** A lane in whichever state it is. */
const LaneContent = ({
  view: { lane, state },
  scale,
  windowWords,
  onRetry,
}: {
  view: LaneView;
  scale: LaneScale;
  windowWords: string;
  onRetry: () => void;
}) => {
  const { title } = lane;
  const { window, now, zone } = scale;
  if (state.status === 'loading') return <LoadingLane title={title} />;
  if (state.status === 'failed') {
    return <FailedLane lane={lane} problem={state.problem} onRetry={onRetry} />;
  }
  const placed = placeItems(state.items, window, now);
  return (
    <>
      {state.stale && (
        <StaleNote
          loadedAt={state.loadedAt}
          zone={zone}
          problem={state.stale}
          onRetry={onRetry}
        />
      )}
      {placed.length > 0 && (
        <Track title={title} placed={placed} scale={scale} />
      )}
      {placed.length === 0 && !state.more && (
        <EmptyLane title={title} windowWords={windowWords} />
      )}
      {state.more && <MoreNote shown={placed.length} />}
    </>
  );
};

/** One lane: its title, and what is known of it. */
export const LaneRow = (props: {
  view: LaneView;
  scale: LaneScale;
  /** Such as "these 7 days". */
  windowWords: string;
  onRetry: () => void;
}) => {
  const id = useId();
  return (
    <section className={styles.row} aria-labelledby={id}>
      <Text as="h4" id={id} variant="body-medium" weight="bold">
        {props.view.lane.title}
      </Text>
      <div className={styles.content}>
        <LaneContent {...props} />
      </div>
    </section>
  );
};
