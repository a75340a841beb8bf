import {
  RowBuilder,
  type Dashboard,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { IN_ENVIRONMENT, chart, choice, dashboard } from './parts';

const OF_SERVICE = `service="$service",${IN_ENVIRONMENT}`;

/** One service, which whoever opens it chooses. */
export function serviceDashboard(): Dashboard {
  return dashboard({
    uid: 'portico-service',
    title: 'Service',
    description:
      'One service: what it is asked, how it answers, what it needs.',
  })
    .withVariable(
      choice(
        'service',
        'Service',
        'label_values(up{service!="",origin=""}, service)',
      ),
    )
    .withRow(new RowBuilder('Requests'))
    .withPanel(
      chart({
        title: 'Requests by route',
        description: 'Requests that were answered, each second.',
        unit: 'reqps',
        inRow: 3,
        lines: [
          {
            expr: `sum by (method, route) (rate(http_requests_total{${OF_SERVICE}}[$__rate_interval]))`,
            legend: '{{method}} {{route}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Answers by status',
        description: 'Answers each second, by their HTTP status.',
        unit: 'reqps',
        inRow: 3,
        lines: [
          {
            expr: `sum by (status_code) (rate(http_requests_total{${OF_SERVICE}}[$__rate_interval]))`,
            legend: '{{status_code}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Errors',
        description:
          'The part of the answers that are a failure of the service (5xx). Above 5 % somebody is called.',
        unit: 'percentunit',
        inRow: 3,
        limit: 0.05,
        lines: [
          {
            expr: `service:http_errors:ratio_rate5m{${OF_SERVICE}}`,
            legend: '{{environment}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'How long answers take',
        description:
          'Half, 95 % and 99 % of the answers come faster. Estimated from the buckets of a histogram.',
        unit: 's',
        inRow: 3,
        lines: ['p50', 'p95', 'p99'].map(quantile => ({
          expr: `service:http_request_duration_seconds:${quantile}_rate5m{${OF_SERVICE}}`,
          legend: `${quantile} {{environment}}`,
        })),
      }),
    )
    .withPanel(
      chart({
        title: '95 % by route',
        description: 'Which route is slow.',
        unit: 's',
        inRow: 3,
        lines: [
          {
            expr: `histogram_quantile(0.95, sum by (route, le) (rate(http_request_duration_seconds_bucket{${OF_SERVICE}}[$__rate_interval])))`,
            legend: '{{route}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Answers within 200 ms',
        description:
          'The part of the answers that came within 200 ms. Below 95 % a ticket is opened.',
        unit: 'percentunit',
        inRow: 3,
        limit: 0.95,
        below: true,
        max: 1,
        lines: [
          {
            expr: `service:http_fast_requests:ratio_rate5m{${OF_SERVICE}}`,
            legend: '{{environment}}',
          },
        ],
      }),
    )
    .withRow(new RowBuilder('What it does'))
    .withPanel(
      chart({
        title: 'Steps of the business',
        description: 'What the service did, and what came of it.',
        unit: 'ops',
        inRow: 2,
        lines: [
          {
            expr: `sum by (type, outcome) (service_type_outcome:business_transactions:rate5m{${OF_SERVICE}})`,
            legend: '{{type}}: {{outcome}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Questions to the cache',
        description:
          'Questions each second. An error is answered by the database instead.',
        unit: 'ops',
        inRow: 2,
        lines: [
          {
            expr: `sum by (result) (rate(cache_requests_total{${OF_SERVICE}}[$__rate_interval]))`,
            legend: '{{result}}',
          },
        ],
      }),
    )
    .withRow(new RowBuilder('What it needs'))
    .withPanel(
      chart({
        title: 'Instances by version',
        description: 'Instances that answer Prometheus.',
        unit: 'short',
        inRow: 3,
        lines: [
          {
            expr: `sum by (version) (up{${OF_SERVICE}})`,
            legend: '{{version}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Connections to the database',
        description: 'Of all instances. Waiting should be 0.',
        unit: 'short',
        inRow: 3,
        lines: [
          {
            expr: `sum by (state) (database_connections{${OF_SERVICE}})`,
            legend: '{{state}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Age of the oldest unsent event',
        description: 'Above a minute somebody is called.',
        unit: 's',
        inRow: 3,
        limit: 60,
        lines: [
          {
            expr: `max by (environment) (outbox_oldest_unsent_seconds{${OF_SERVICE}})`,
            legend: '{{environment}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Processor',
        description: 'Cores that each instance uses.',
        unit: 'short',
        inRow: 3,
        lines: [
          {
            expr: `rate(process_cpu_seconds_total{${OF_SERVICE}}[$__rate_interval])`,
            legend: '{{instance}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Memory',
        description: 'Resident memory, and the part that is the heap.',
        unit: 'bytes',
        inRow: 3,
        lines: [
          {
            expr: `process_resident_memory_bytes{${OF_SERVICE}}`,
            legend: '{{instance}}',
          },
          {
            expr: `nodejs_heap_size_used_bytes{${OF_SERVICE}}`,
            legend: '{{instance}} heap',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Delay of the event loop',
        description: 'One turn in a hundred waits longer than this.',
        unit: 's',
        inRow: 3,
        limit: 0.2,
        lines: [
          {
            expr: `nodejs_eventloop_lag_p99_seconds{${OF_SERVICE}}`,
            legend: '{{instance}}',
          },
        ],
      }),
    )
    .build();
}
