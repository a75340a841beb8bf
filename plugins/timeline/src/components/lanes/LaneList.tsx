import { Text } from '@backstage/ui';
import type { BoardView, LaneView } from '../../lanes/LaneBoard';
import { placeItems } from '../../marks/placeItems';
import { ItemList, type ListedItem } from '../items';
import {
  EmptyLane,
  FailedLane,
  LoadingLane,
  MoreNote,
  StaleNote,
} from './LaneNotes';
import styles from './lanes.module.css';

/** What a list can't show of a lane: that it is empty, not known, old or longer. */
const LaneNote = ({
  view: { lane, state },
  shown,
  zone,
  windowWords,
  onRetry,
}: {
  view: LaneView;
  shown: number;
  zone: string;
  windowWords: string;
  onRetry: () => void;
}) => {
  const { title } = lane;
  if (state.status === 'loading') return <LoadingLane title={title} />;
  if (state.status === 'failed') {
    return <FailedLane lane={lane} problem={state.problem} onRetry={onRetry} />;
  }
  const isEmpty = shown === 0 && !state.more;
  return (
    <>
      {(state.stale || state.more) && (
        <Text as="h4" variant="body-medium" weight="bold">
          {title}
        </Text>
      )}
      {state.stale && (
        <StaleNote
          loadedAt={state.loadedAt}
          zone={zone}
          problem={state.stale}
          onRetry={onRetry}
        />
      )}
      {isEmpty && <EmptyLane title={title} windowWords={windowWords} />}
      {state.more && <MoreNote shown={shown} />}
    </>
  );
};

/** All lanes as one list, the newest first; what is missing from it stands above. */
export const LaneList = ({
  board: { lanes, window, askedAt, retry },
  zone,
  windowWords,
}: {
  board: BoardView & { retry: (index: number) => void };
  zone: string;
  windowWords: string;
}) => {
  const shown = lanes.map(({ lane, state }): ListedItem[] =>
    state.status === 'ready'
      ? placeItems(state.items, window, askedAt).map(({ item }) => ({
          item,
          laneTitle: lane.title,
        }))
      : [],
  );
  return (
    <div className={styles.list}>
      {lanes.map((view, index) => (
        <LaneNote
          key={index}
          view={view}
          shown={shown[index].length}
          zone={zone}
          windowWords={windowWords}
          onRetry={() => retry(index)}
        />
      ))}
      <ItemList entries={shown.flat()} zone={zone} />
    </div>
  );
};
