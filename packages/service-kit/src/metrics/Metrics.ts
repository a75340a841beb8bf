import {
  Counter,
  Gauge,
  Histogram,
  Registry,
  collectDefaultMetrics,
} from 'prom-client';

/** The label of every path that no route answers. */
export const UNMATCHED = 'unmatched';

const METHODS = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
]);

const SHED_REASONS = ['in-flight', 'event-loop'] as const;

/** Why a request was refused: too many are under way, or the process is late with everything. */
export type ShedReason = (typeof SHED_REASONS)[number];

/** What a service counts, in the names that SLOs and dashboards ask for. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status_code'],
    registers: [this.registry],
  });
  readonly #durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long answers took.',
    labelNames: ['method', 'route', 'status_code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [this.registry],
  });
  readonly #transactions = new Counter({
    name: 'business_transactions_total',
    help: 'Steps of the business, by what came of them.',
    labelNames: ['type', 'outcome'],
    registers: [this.registry],
  });
  readonly #cache = new Counter({
    name: 'cache_requests_total',
    help: 'Questions to the cache, by what came of them.',
    labelNames: ['result'],
    registers: [this.registry],
  });

  readonly #shed = new Counter({
    name: 'http_requests_shed_total',
    help: 'Requests refused because the service had too many, by why.',
    labelNames: ['reason'],
    registers: [this.registry],
  });

  private constructor() {}

  static create(options: { service: string }): Metrics {
    const metrics = new Metrics();
    metrics.registry.setDefaultLabels({ service: options.service });
    collectDefaultMetrics({ register: metrics.registry });
    // A rate needs the series before the first refusal.
    for (const reason of SHED_REASONS) metrics.#shed.inc({ reason }, 0);
    return metrics;
  }

  /** Counts one answer; `route` is a template, never a path. */
  countRequest(answer: {
    method: string;
    route: string;
    statusCode: number;
    seconds: number;
  }): void {
    const labels = {
      method: METHODS.has(answer.method) ? answer.method : 'other',
      route: answer.route,
      status_code: String(answer.statusCode),
    };
    this.#requests.inc(labels);
    this.#durations.observe(labels, answer.seconds);
  }

  /** Counts a step of the business, like `order` and `accepted`. */
  countTransaction(type: string, outcome: string): void {
    this.#transactions.inc({ type, outcome });
  }

  /** Counts a question to the cache. */
  countCache(result: 'hit' | 'miss' | 'error'): void {
    this.#cache.inc({ result });
  }

  /** Counts a request that was refused for overload; it is counted as an answer as well. */
  countShed(reason: ShedReason): void {
    this.#shed.inc({ reason });
  }

  /** Tells how many requests are under way whenever somebody asks for the metrics. */
  watchInFlight(read: () => number): void {
    const gauge: Gauge = new Gauge({
      name: 'http_requests_in_flight',
      help: 'Requests under way.',
      registers: [this.registry],
      collect: () => gauge.set(read()),
    });
  }
}
