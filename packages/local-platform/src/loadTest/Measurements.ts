import { GroupTree, type GroupSummary } from './GroupTree';
import type { MetricDefinition, Sample } from './messages';
import { invalid, type ScriptOptions } from './options';
import { Series } from './Series';
import { judge, parseThreshold, type Threshold } from './thresholds';

/** A metric of a summary. */
export interface MetricSummary {
  type: MetricDefinition['type'];
  contains: MetricDefinition['contains'];
  values: Record<string, number>;
  thresholds?: Record<string, { ok: boolean }>;
}

/** What k6 gives to `handleSummary`. */
export interface SummaryData {
  root_group: GroupSummary;
  options: {
    summaryTrendStats: string[];
    summaryTimeUnit: string;
    noColor: boolean;
  };
  state: {
    isStdOutTTY: boolean;
    isStdErrTTY: boolean;
    testRunDurationMs: number;
  };
  metrics: Record<string, MetricSummary>;
}

/** One metric, or the part of it whose samples have certain tags. */
interface Watched {
  series: Series;
  tags: Array<[string, string]>;
  thresholds: Threshold[];
}

const time = (name: string): MetricDefinition => ({
  name,
  type: 'trend',
  contains: 'time',
});
const plain = (
  name: string,
  type: MetricDefinition['type'],
  contains: MetricDefinition['contains'] = 'default',
): MetricDefinition => ({ name, type, contains });

const BUILT_IN: readonly MetricDefinition[] = [
  ...['http_req_duration', 'http_req_blocked', 'http_req_connecting'].map(time),
  ...['http_req_tls_handshaking', 'http_req_sending'].map(time),
  ...['http_req_waiting', 'http_req_receiving'].map(time),
  ...['iteration_duration', 'group_duration'].map(time),
  plain('http_reqs', 'counter'),
  plain('iterations', 'counter'),
  plain('http_req_failed', 'rate'),
  plain('checks', 'rate'),
  plain('vus', 'gauge'),
  plain('vus_max', 'gauge'),
  plain('data_sent', 'counter', 'data'),
  plain('data_received', 'counter', 'data'),
];
/** k6 keeps this sub-metric without being asked. */
const ALWAYS = 'http_req_duration{expected_response:true}';

/** All that a run measures, and what its thresholds say about it. */
export class Measurements {
  readonly #options: ScriptOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #byMetric = new Map<string, Watched[]>();
  readonly #groups = new GroupTree();

  private constructor(
    options: ScriptOptions,
    own: readonly MetricDefinition[],
  ) {
    this.#options = options;
    for (const definition of [...BUILT_IN, ...own]) {
      this.#watch(definition.name, definition, [], []);
    }
    const { thresholds } = options;
    for (const key of new Set([ALWAYS, ...Object.keys(thresholds)])) {
      const parsed = (thresholds[key] ?? []).map(parseThreshold);
      const { metric, tags } = parseKey(key);
      const known = this.#watched.get(metric);
      if (!known) {
        throw invalid(
          `The thresholds name ${metric}, and there is no such metric`,
        );
      }
      this.#watch(key, known.series.definition, tags, parsed);
    }
  }

  /** Takes the metrics that a script made; throws where a threshold is none, or is of none of them. */
  static of(
    options: ScriptOptions,
    own: readonly MetricDefinition[],
  ): Measurements {
    const measurements = new Measurements(options, own);
    // Says at the start what is wrong with a threshold, and not after the run.
    measurements.crossed(0);
    return measurements;
  }

  add({ metric, value, tags }: Sample): void {
    if (tags.group) this.#groups.group(tags.group);
    if (metric === 'checks') {
      this.#groups.check(tags.group ?? '', tags.check ?? '', value !== 0);
    }
    for (const watched of this.#byMetric.get(metric) ?? []) {
      if (watched.tags.every(([name, wanted]) => tags[name] === wanted)) {
        watched.series.add(value);
      }
    }
  }

  /** The sum of a counter. */
  count(metric: string): number {
    return this.#watched.get(metric)?.series.statistic('count', 0) ?? 0;
  }

  /** The thresholds that do not hold, as `metric: expression`. */
  crossed(durationMs: number): string[] {
    return [...this.#watched].flatMap(([key, { series, thresholds }]) =>
      thresholds
        .filter(threshold => !judge(threshold, series, durationMs))
        .map(({ expression }) => `${key}: ${expression}`),
    );
  }

  /** What `handleSummary` is given. */
  summary(durationMs: number): SummaryData {
    const { summaryTrendStats } = this.#options;
    const metrics: Record<string, MetricSummary> = {};
    for (const [key, { series, thresholds }] of this.#watched) {
      if (series.size > 0 || thresholds.length > 0) {
        const { type, contains } = series.definition;
        metrics[key] = {
          type,
          contains,
          values: series.values(summaryTrendStats, durationMs),
          ...(thresholds.length > 0 && {
            thresholds: Object.fromEntries(
              thresholds.map(threshold => [
                threshold.expression,
                { ok: judge(threshold, series, durationMs) },
              ]),
            ),
          }),
        };
      }
    }
    return {
      root_group: this.#groups.root,
      options: { summaryTrendStats, summaryTimeUnit: '', noColor: true },
      state: {
        isStdOutTTY: false,
        isStdErrTTY: false,
        testRunDurationMs: durationMs,
      },
      metrics,
    };
  }

  #watch(
    key: string,
    definition: MetricDefinition,
    tags: Watched['tags'],
    thresholds: Threshold[],
  ): void {
    const known = this.#watched.get(key);
    if (known) {
      const { type, contains } = known.series.definition;
      if (type !== definition.type || contains !== definition.contains) {
        throw invalid(`There is a metric ${key} of another kind already`);
      }
      known.thresholds.push(...thresholds);
      return;
    }
    const watched = { series: new Series(definition), tags, thresholds };
    this.#watched.set(key, watched);
    this.#byMetric.set(definition.name, [
      ...(this.#byMetric.get(definition.name) ?? []),
      watched,
    ]);
  }
}

/** Takes `name{tag:value,other:value}` apart; the first brace is what counts. */
function parseKey(key: string): { metric: string; tags: Watched['tags'] } {
  const brace = key.indexOf('{');
  if (brace < 0) return { metric: key, tags: [] };
  const inner = key.slice(brace + 1, -1);
  if (!key.endsWith('}') || inner.trim() === '') {
    throw invalid(`'${key}' is no sub-metric: write it like name{tag:value}`);
  }
  return {
    metric: key.slice(0, brace),
    tags: inner.split(',').map(part => {
      const colon = part.indexOf(':');
      if (colon < 1) {
        throw invalid(
          `'${key}' is no sub-metric: write it like name{tag:value}`,
        );
      }
      return [part.slice(0, colon).trim(), part.slice(colon + 1).trim()];
    }),
  };
}
