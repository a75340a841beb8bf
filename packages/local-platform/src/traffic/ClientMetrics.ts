import { Counter, Histogram, Registry } from 'prom-client';
import type { ObservedRequest } from '../shop/Shopper';

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const BUCKETS = [0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** What clients saw of the shop: the local stand-in for the metrics of a load balancer. */
export class ClientMetrics {
  readonly registry = new Registry();
  readonly #requests: Counter<'service' | 'method' | 'route' | 'status_code'>;
  readonly #durations: Histogram<'service' | 'method' | 'route'>;
  readonly #journeys: Counter<'outcome'>;

  constructor() {
    const registers = [this.registry];
    this.#requests = new Counter({
      name: 'client_requests_total',
      help: 'Requests as their client saw them (local stand-in for load balancer metrics); status_code is "none" where no answer came',
      labelNames: ['service', 'method', 'route', 'status_code'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'client_request_duration_seconds',
      help: 'How long a client waited for the head of an answer (local stand-in for load balancer metrics)',
      labelNames: ['service', 'method', 'route'],
      buckets: BUCKETS,
      registers,
    });
    this.#journeys = new Counter({
      name: 'client_journeys_total',
      help: 'Visits of shoppers, by how they ended: completed, or failed by the shop',
      labelNames: ['outcome'],
      registers,
    });
  }

  /** Counts one request. */
  readonly observe = (request: ObservedRequest): void => {
    const { method, status, seconds } = request;
    const service = `${request.service}-service`;
    const route = routeOf(request.path);
    this.#requests.inc({
      service,
      method,
      route,
      status_code: status === null ? 'none' : String(status),
    });
    this.#durations.observe({ service, method, route }, seconds);
  };

  /** Counts one visit. */
  countJourney(outcome: 'completed' | 'failed'): void {
    this.#journeys.inc({ outcome });
  }
}

/** The path without what differs from request to request. */
export function routeOf(path: string): string {
  return path.replace(/\?.*$/s, '').replace(ID, ':id');
}
