import type { ApiHolder } from '@backstage/frontend-plugin-api';
import type { TimelineItem } from '@portico/plugin-timeline-common';
import {
  laneProblemOf,
  type LaneAnswer,
  type LaneProblem,
  type TimelineLane,
} from '@portico/plugin-timeline-react';
import {
  windowOf,
  type TimeWindow,
  type WindowChoice,
} from '../time/windowChoice';

/** What the timeline is asked. */
export interface TimelineQuestion {
  entityRef: string;
  /** Undefined where all environments are meant. */
  environment: string | undefined;
  choice: WindowChoice;
  zone: string;
}

/** Where a lane stands; what was read once outlives a later failure. */
export type LaneState =
  | { status: 'loading' }
  | { status: 'failed'; problem: LaneProblem }
  | {
      status: 'ready';
      items: readonly TimelineItem[];
      more: boolean;
      /** When the items came, in milliseconds. */
      loadedAt: number;
      /** Why the last reload failed; undefined while the items are current. */
      stale?: LaneProblem;
    };

/** A lane and where it stands. */
export interface LaneView {
  lane: TimelineLane;
  state: LaneState;
}

/** What is on the timeline at one moment. */
export interface BoardView {
  window: TimeWindow;
  /** When the window was asked for, in milliseconds. */
  askedAt: number;
  lanes: readonly LaneView[];
}

const LOADING: LaneState = { status: 'loading' };

/** What is forbidden or gone must not stay on the page as if it were still ours. */
const TRANSIENT: readonly LaneProblem['kind'][] = ['down', 'odd'];

function afterAnswer(
  old: LaneState,
  answer: LaneAnswer,
  now: number,
): LaneState {
  if ('items' in answer) {
    const { items, more = false } = answer;
    return { status: 'ready', items, more, loadedAt: now };
  }
  const { problem } = answer;
  return old.status === 'ready' && TRANSIENT.includes(problem.kind)
    ? { ...old, stale: problem }
    : { status: 'failed', problem };
}

/** What the board works with. */
export interface LaneBoardOptions {
  lanes: readonly TimelineLane[];
  apis: ApiHolder;
  question: TimelineQuestion;
  now?: () => number;
}

/**
 * Reads the lanes for one question, each by itself. Of two readings of a lane the newer one
 * counts, whichever answers first. Another question takes another board.
 */
export class LaneBoard {
  readonly #apis: ApiHolder;
  readonly #question: TimelineQuestion;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  readonly #readings: (AbortController | undefined)[] = [];
  #view: BoardView;

  static create(options: LaneBoardOptions): LaneBoard {
    return new LaneBoard(options);
  }

  private constructor(options: LaneBoardOptions) {
    const { lanes, apis, question, now = Date.now } = options;
    this.#apis = apis;
    this.#question = question;
    this.#now = now;
    this.#view = {
      ...this.#nextWindow(),
      lanes: lanes.map(lane => ({ lane, state: LOADING })),
    };
  }

  /** Hears of every change of the view, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What there is now; the same object until something changes. */
  readonly getView = (): BoardView => this.#view;

  /** Reads all lanes again; a window that moves with the clock moves. */
  refresh(): void {
    this.#show({ ...this.#view, ...this.#nextWindow() });
    this.#view.lanes.forEach((_, index) => this.#read(index));
  }

  /** Reads one lane again, in the window that is shown. */
  retry(index: number): void {
    if (this.#view.lanes[index]?.state.status === 'failed') {
      this.#put(index, LOADING);
    }
    this.#read(index);
  }

  /** Ends every reading; nothing changes any more. */
  dispose(): void {
    for (const reading of this.#readings) reading?.abort();
  }

  #nextWindow(): Pick<BoardView, 'window' | 'askedAt'> {
    const askedAt = this.#now();
    const { choice, zone } = this.#question;
    return { askedAt, window: windowOf(choice, askedAt, zone) };
  }

  async #read(index: number): Promise<void> {
    const { lane } = this.#view.lanes[index];
    this.#readings[index]?.abort();
    const reading = new AbortController();
    this.#readings[index] = reading;
    const answer = await this.#ask(lane, reading.signal);
    if (reading.signal.aborted) return;
    this.#put(
      index,
      afterAnswer(this.#view.lanes[index].state, answer, this.#now()),
    );
  }

  async #ask(lane: TimelineLane, signal: AbortSignal): Promise<LaneAnswer> {
    const { entityRef, environment } = this.#question;
    const { from, to } = this.#view.window;
    try {
      return await lane.load(this.#apis, {
        entityRef,
        environment,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        signal,
      });
    } catch (error) {
      return { problem: laneProblemOf(error, lane.title) };
    }
  }

  #put(index: number, state: LaneState): void {
    const lanes = this.#view.lanes.map((view, place) =>
      place === index ? { ...view, state } : view,
    );
    this.#show({ ...this.#view, lanes });
  }

  #show(view: BoardView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
