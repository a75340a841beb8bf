import type { ApiHolder } from '@backstage/frontend-plugin-api';
import type { TimelineItem } from '@portico/plugin-timeline-common';

/** What a lane is asked: about what, and in which half-open window [from, to). */
export interface TimelineLaneQuery {
  /** The component, or the resource of an environment. */
  entityRef: string;
  /** The key of one environment; left out where all of them are meant. */
  environment?: string;
  from: string;
  to: string;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** Why a lane could not be read; each kind has its own words on the page. */
export type LaneProblemKind =
  /** The reader lacks a permission. */
  | 'not-allowed'
  /** The portal has no such backend. */
  | 'not-installed'
  /** Nobody is signed in any more. */
  | 'signed-out'
  /** No answer, a late one, or one that tells of a fault. */
  | 'down'
  /** The backend does not take the question. */
  | 'refused'
  /** An answer that this version does not understand. */
  | 'odd';

/** Why a lane could not be read. */
export interface LaneProblem {
  kind: LaneProblemKind;
  /** Who was asked, such as the id of a plugin. */
  source: string;
  /** What the other side said, or what we saw, as one plain sentence. */
  message: string;
}

/** What a lane answers: its items in any order, or why there are none to show. */
export type LaneAnswer =
  | {
      items: readonly TimelineItem[];
      /** Whether there is more in the window than the items. */
      more?: boolean;
    }
  | { problem: LaneProblem };

/** One row of the timeline, as a plugin brings it. */
export interface TimelineLane {
  /** Unique among the lanes of an app. */
  id: string;
  /** What the lane shows, such as "Deployments". */
  title: string;
  /** Where the lane stands: the lowest is on top. */
  order: number;
  /** The permission that reading it needs, for those who lack it. */
  permission?: string;
  /** Reads the lane. A failure is an answer with a problem; what is thrown counts as `down`. */
  load(apis: ApiHolder, query: TimelineLaneQuery): Promise<LaneAnswer>;
}
