import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { timelineLanesApiRef } from '@portico/plugin-timeline-react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import {
  LaneBoard,
  type BoardView,
  type TimelineQuestion,
} from '../lanes/LaneBoard';

/** The lanes are read again after so long, while somebody sees them. */
export const REFRESH_MS = 30_000;

/** Reads again now and then; a page that nobody sees asks nothing. */
function useRefresh(board: LaneBoard): void {
  useEffect(() => {
    board.refresh();
    const timer = setInterval(() => {
      if (!document.hidden) board.refresh();
    }, REFRESH_MS);
    const onVisible = () => {
      const age = Date.now() - board.getView().askedAt;
      if (!document.hidden && age >= REFRESH_MS) board.refresh();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
      board.dispose();
    };
  }, [board]);
}

/** The lanes for a question, kept fresh while the page is seen; another question starts over. */
export function useLaneBoard(question: TimelineQuestion): BoardView & {
  retry: (index: number) => void;
} {
  const apis = useApiHolder();
  const lanes = useApi(timelineLanesApiRef).getLanes();
  const { entityRef, environment, choice, zone } = question;
  const choiceKey = JSON.stringify(choice);
  const board = useMemo(
    () =>
      LaneBoard.create({
        lanes,
        apis,
        question: {
          entityRef,
          environment,
          choice: JSON.parse(choiceKey),
          zone,
        },
      }),
    [lanes, apis, entityRef, environment, choiceKey, zone],
  );
  useRefresh(board);
  const view = useSyncExternalStore(board.subscribe, board.getView);
  return { ...view, retry: index => board.retry(index) };
}
