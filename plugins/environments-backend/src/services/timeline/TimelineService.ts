import { InputError } from '@backstage/errors';
import {
  environmentsChangeReadPermission,
  eventOfRun,
} from '@portico/plugin-environments-common';
import {
  TimelineItem,
  TimelineQuery,
  TimelineResponse,
} from '@portico/plugin-timeline-common';
import {
  EnvironmentStore,
  StoredEnvironment,
} from '../../database/EnvironmentStore';
import { PipelineRunStore } from '../../database/PipelineRunStore';
import { TimelineStore } from '../../database/TimelineStore';
import { ChangeAccess } from '../ChangeAccess';
import { EnvironmentAccess } from '../EnvironmentAccess';
import { Requester } from '../Requester';
import { changeItem, SHOWN_EVENTS } from './changeItems';
import { environmentItems } from './environmentItems';
import { runItem } from './runItems';
import { scopeOf } from './timelineScope';
import {
  boundOf,
  readCursor,
  TIMELINE_SOURCES,
  TimelineCursor,
  writeCursor,
} from './timelineCursor';

/** What the service works with. */
export interface TimelineServiceOptions {
  timeline: TimelineStore;
  environments: EnvironmentStore;
  runs: PipelineRunStore;
  /** Names of environments that are invented until a pipeline reports for them. */
  samples: readonly string[];
  access: ChangeAccess;
  readers: EnvironmentAccess;
  now?: () => Date;
  pageSize?: number;
}

const PAGE_SIZE = 200;
const DEFAULT_WINDOW_MS = 30 * 24 * 60 * 60 * 1000;

interface Window {
  from: string;
  to: string;
}

/** An item, and where a page would go on after it. */
interface Entry {
  item: TimelineItem;
  cursor: TimelineCursor;
}

/** The newest first; at one moment in the order of the sources, and within one as it came. */
function merge(sources: readonly (readonly Entry[])[]): Entry[] {
  return sources
    .flat()
    .sort(
      (one, other) =>
        (one.item.at < other.item.at ? 1 : 0) -
          (one.item.at > other.item.at ? 1 : 0) ||
        TIMELINE_SOURCES.indexOf(one.cursor.source) -
          TIMELINE_SOURCES.indexOf(other.cursor.source),
    );
}

/** What happened to environments, as far as somebody may see them and their changes. */
export class TimelineService {
  readonly #options: TimelineServiceOptions;
  readonly #now: () => Date;

  static create(options: TimelineServiceOptions): TimelineService {
    return new TimelineService(options);
  }

  private constructor(options: TimelineServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** A page of what happened in a window, the newest first. */
  async read(
    query: TimelineQuery,
    requester: Requester,
  ): Promise<TimelineResponse> {
    const { access, pageSize = PAGE_SIZE } = this.#options;
    await access.require(environmentsChangeReadPermission, requester);
    const scope = scopeOf(query);
    const cursor =
      query.cursor === undefined ? undefined : readCursor(query.cursor);
    const window = this.#windowOf(query);
    if (scope === 'none') return { items: [] };
    const readable = await this.#readable(scope, requester);
    const limit = pageSize + 1;
    const found = merge(
      await Promise.all([
        this.#environments(readable, window, cursor),
        this.#changes(scope, window, cursor, limit, requester),
        this.#runs(readable, window, cursor, limit),
      ]),
    );
    const page = found.slice(0, pageSize);
    const items = page.map(({ item }) => item);
    const last = page.at(-1);
    return last && found.length > page.length
      ? { items, cursor: writeCursor(last.cursor) }
      : { items };
  }

  #windowOf({ from, to }: TimelineQuery): Window {
    const end = to === undefined ? this.#now().getTime() : Date.parse(to);
    const start =
      from === undefined ? end - DEFAULT_WINDOW_MS : Date.parse(from);
    if (start >= end) throw new InputError('to must be after from');
    // The database holds times with milliseconds, and compares them as text.
    return {
      from: new Date(start).toISOString(),
      to: new Date(end).toISOString(),
    };
  }

  /** The environments in question that the policy lets somebody read. */
  async #readable(
    scope: 'all' | { name: string },
    { credentials }: Requester,
  ): Promise<StoredEnvironment[]> {
    const { environments, readers } = this.#options;
    const one =
      scope === 'all' ? undefined : await environments.get(scope.name);
    const candidates =
      scope === 'all' ? await environments.list() : [one].flatMap(e => e ?? []);
    const names = await readers.readable(
      candidates.map(({ name }) => name),
      credentials,
    );
    return candidates.filter(({ name }) => names.has(name));
  }

  async #environments(
    readable: readonly StoredEnvironment[],
    { from, to }: Window,
    cursor: TimelineCursor | undefined,
  ): Promise<Entry[]> {
    const bound = boundOf(cursor, 'environment');
    const now = this.#now().toISOString();
    const isNext = ({ at, id }: Pick<TimelineItem, 'at' | 'id'>) => {
      if (!bound) return true;
      if (at !== bound.at) return at < bound.at;
      return typeof bound.rest === 'object'
        ? id < bound.rest.after[0]
        : bound.rest === 'all';
    };
    const items = readable
      .map(environment => environmentItems(environment, now))
      .flat()
      .filter(({ at, id }) => at >= from && at < to && isNext({ at, id }))
      .sort((one, other) => (one.id < other.id ? 1 : -1));
    const invented = await this.#invented(items);
    return items.map(({ name, ...item }) => ({
      item: { ...item, origin: invented.has(name) ? 'sample' : 'live' },
      cursor: { source: 'environment', at: item.at, key: [item.id] },
    }));
  }

  /** Which of the environments are invented: samples for which no pipeline has reported. */
  async #invented(items: readonly { name: string }[]): Promise<Set<string>> {
    const { samples, runs } = this.#options;
    const names = new Set(items.map(({ name }) => name));
    const asked = samples.filter(name => names.has(name));
    const told = await Promise.all(
      asked.map(async name =>
        (
          await runs.listLatest(name)
        ).some(run => eventOfRun(run) !== undefined),
      ),
    );
    return new Set(asked.filter((_, index) => !told[index]));
  }

  async #changes(
    scope: 'all' | { name: string },
    window: Window,
    cursor: TimelineCursor | undefined,
    limit: number,
    requester: Requester,
  ): Promise<Entry[]> {
    const { timeline, access } = this.#options;
    const { user, refs } = requester;
    const events = await timeline.listEvents(
      { ...window, bound: boundOf(cursor, 'change'), limit },
      {
        events: SHOWN_EVENTS,
        name: scope === 'all' ? undefined : scope.name,
        visibleTo: access.seesAll(requester) ? undefined : { user, refs },
      },
    );
    return events.map(event => ({
      item: changeItem(event),
      cursor: { source: 'change', at: event.at, key: [event.id] },
    }));
  }

  async #runs(
    readable: readonly StoredEnvironment[],
    window: Window,
    cursor: TimelineCursor | undefined,
    limit: number,
  ): Promise<Entry[]> {
    const runs = await this.#options.timeline.listRuns(
      { ...window, bound: boundOf(cursor, 'run'), limit },
      readable.map(({ name }) => name),
    );
    return runs.map(run => ({
      item: runItem(run),
      cursor: {
        source: 'run',
        at: run.startedAt,
        key: [run.environment, run.id],
      },
    }));
  }
}
