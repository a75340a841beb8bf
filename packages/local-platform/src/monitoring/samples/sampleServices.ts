/** The environments that are invented, on a machine where only `local` is real. */
export const SAMPLE_ENVIRONMENTS = ['staging', 'prod'] as const;

/** An environment that is invented. */
export type SampleEnvironment = (typeof SAMPLE_ENVIRONMENTS)[number];

/** A service of an invented environment on ordinary days. */
export interface SampleService {
  environment: SampleEnvironment;
  service: string;
  /** The mean of a working day. */
  requestsPerSecond: number;
  /** Failures among all answers, 0..1. */
  errorRatio: number;
  /** Answers that take longer than 200 ms, 0..1. */
  slowRatio: number;
}

/** A time in which a service did worse. */
export interface SampleIncident {
  environment: SampleEnvironment;
  service: string;
  /** Full days between its day and the last day of the history. */
  daysBefore: number;
  /** UTC. */
  hour: number;
  minutes: number;
  errorRatio: number;
  slowRatio: number;
}

function service(
  environment: SampleEnvironment,
  name: string,
  [requestsPerSecond, errorRatio, slowRatio]: [number, number, number],
): SampleService {
  const component = `${name}-service`;
  const rates = { requestsPerSecond, errorRatio, slowRatio };
  return { environment, service: component, ...rates };
}

/** What the history tells of. */
export const SAMPLE_SERVICES: readonly SampleService[] = [
  service('prod', 'user', [6, 0.0001, 0.012]),
  service('prod', 'product', [24, 0.00005, 0.006]),
  service('prod', 'order', [5, 0.0001, 0.014]),
  service('prod', 'payment', [2.5, 0.00015, 0.016]),
  service('prod', 'notification', [1.5, 0.0001, 0.008]),
  service('staging', 'user', [0.5, 0.0002, 0.012]),
  service('staging', 'product', [1.6, 0.00015, 0.014]),
  service('staging', 'order', [0.5, 0.0002, 0.014]),
  service('staging', 'payment', [0.4, 0.0002, 0.016]),
  service('staging', 'notification', [0.3, 0.0002, 0.008]),
];

/** With an SLO of 99.9 %, the first and the second spend half of a budget, the third more than there is. */
export const SAMPLE_INCIDENTS: readonly SampleIncident[] = [
  // An index was lost with a migration: slow, and nothing failed.
  {
    ...{ environment: 'staging', service: 'product-service' },
    ...{ daysBefore: 16, hour: 9, minutes: 330 },
    ...{ errorRatio: 0, slowRatio: 0.6 },
  },
  // A release that did not get on with carts of the one before, rolled back.
  {
    ...{ environment: 'prod', service: 'order-service' },
    ...{ daysBefore: 9, hour: 10, minutes: 45 },
    ...{ errorRatio: 0.22, slowRatio: 0.3 },
  },
  // The provider of payments was away, and orders waited for it.
  {
    ...{ environment: 'prod', service: 'payment-service' },
    ...{ daysBefore: 4, hour: 13, minutes: 95 },
    ...{ errorRatio: 0.4, slowRatio: 0.5 },
  },
  {
    ...{ environment: 'prod', service: 'order-service' },
    ...{ daysBefore: 4, hour: 13, minutes: 95 },
    ...{ errorRatio: 0.02, slowRatio: 0.2 },
  },
];
