import {
  Counter,
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

  private constructor() {}

  static create(options: { service: string }): Metrics {
    const metrics = new Metrics();
    metrics.registry.setDefaultLabels({ service: options.service });
    collectDefaultMetrics({ register: metrics.registry });
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
}
