import {
  RowBuilder,
  type Dashboard,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { IN_ENVIRONMENT, chart, dashboard } from './parts';

/** What came of the steps of one kind, each second. */
function outcomes(type: string, title: string, description: string) {
  return chart({
    title,
    description,
    unit: 'ops',
    inRow: 3,
    lines: [
      {
        expr: `sum by (outcome) (service_type_outcome:business_transactions:rate5m{type="${type}",${IN_ENVIRONMENT}})`,
        legend: '{{outcome}}',
      },
    ],
  });
}

/** A line for each service. */
function perService(record: string) {
  return [
    {
      expr: `${record}{${IN_ENVIRONMENT}}`,
      legend: '{{service}} {{environment}}',
    },
  ];
}

/** The whole shop: whether it is asked, answers and sells. */
export function shopDashboard(): Dashboard {
  return dashboard({
    uid: 'portico-shop',
    title: 'Shop',
    description: 'Whether the shop is asked, answers and sells.',
  })
    .withRow(new RowBuilder('Requests'))
    .withPanel(
      chart({
        title: 'Requests',
        description: 'Requests that were answered, each second.',
        unit: 'reqps',
        inRow: 3,
        lines: perService('service:http_requests:rate5m'),
      }),
    )
    .withPanel(
      chart({
        title: 'Errors',
        description:
          'The part of the answers that are a failure of the service (5xx). Without requests there is no line. Above 5 % somebody is called.',
        unit: 'percentunit',
        inRow: 3,
        limit: 0.05,
        lines: perService('service:http_errors:ratio_rate5m'),
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
        lines: perService('service:http_fast_requests:ratio_rate5m'),
      }),
    )
    .withRow(new RowBuilder('Orders'))
    .withPanel(
      outcomes(
        'order',
        'Orders',
        'Orders that were accepted, and what became of them.',
      ),
    )
    .withPanel(
      outcomes('payment', 'Payments', 'What the provider said to charges.'),
    )
    .withPanel(
      outcomes(
        'stock',
        'Stock',
        'Orders for which stock was reserved, refused, released and sold.',
      ),
    )
    .withPanel(outcomes('refund', 'Refunds', 'Money that was given back.'))
    .withPanel(
      outcomes('email', 'E-mail', 'What came of messages to shoppers.'),
    )
    .withPanel(outcomes('login', 'Sign-in', 'How sign-ins ended.'))
    .withRow(new RowBuilder('Underneath'))
    .withPanel(
      chart({
        title: 'Age of the oldest unsent event',
        description:
          'For how long the oldest event has waited in the outbox. Above a minute somebody is called: orders stand still. No line: the database does not say.',
        unit: 's',
        inRow: 3,
        limit: 60,
        lines: [
          {
            expr: `max by (service) (outbox_oldest_unsent_seconds{${IN_ENVIRONMENT}})`,
            legend: '{{service}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Questions that wait for a connection',
        description:
          'Where this stays above 0, the pool of connections to the database is exhausted.',
        unit: 'short',
        inRow: 3,
        limit: 1,
        lines: [
          {
            expr: `max by (service) (database_connections{state="waiting",${IN_ENVIRONMENT}})`,
            legend: '{{service}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Alerts',
        description: 'Alerts that fire, by how urgent they are.',
        unit: 'short',
        inRow: 3,
        limit: 1,
        lines: [
          {
            expr: `count by (alertname, severity) (ALERTS{alertstate="firing",${IN_ENVIRONMENT}})`,
            legend: '{{severity}}: {{alertname}}',
          },
        ],
      }),
    )
    .build();
}
