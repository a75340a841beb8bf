import type { BoardView, LaneState } from '../lanes/LaneBoard';
import { placeItems } from '../marks/placeItems';
import { incidentNote, type NoteFacts, type NoteLane } from './incidentNote';

function factsOf(
  state: LaneState,
  { window, askedAt }: BoardView,
): Omit<NoteLane, 'lane'> {
  switch (state.status) {
    case 'ready':
      return {
        items: placeItems(state.items, window, askedAt).map(({ item }) => item),
        more: state.more,
        problem: state.stale,
        loadedAt: state.loadedAt,
      };
    default:
      return {
        items: undefined,
        more: false,
        problem: state.status === 'failed' ? state.problem : undefined,
        loadedAt: undefined,
      };
  }
}

/** Names a file by what the note is about, with nothing in it that a file system minds. */
function fileNameOf({ subject, environment, now }: NoteFacts): string {
  const minute = new Date(now).toISOString().slice(0, 16);
  const parts = ['timeline', subject, environment ?? 'all', minute];
  return `${parts.join('-').replace(/[^A-Za-z0-9._-]+/g, '-')}.md`;
}

/** What is on the board as a note and the name of its file. */
export function noteOf(
  board: BoardView,
  about: Pick<NoteFacts, 'subject' | 'environment' | 'zone' | 'now'>,
): { text: string; fileName: string } {
  const facts: NoteFacts = {
    ...about,
    window: board.window,
    lanes: board.lanes.map(({ lane, state }) => ({
      lane,
      ...factsOf(state, board),
    })),
  };
  return { text: incidentNote(facts), fileName: fileNameOf(facts) };
}
