/** An alert that pages somebody, as Alertmanager tells of it. */
export function anAlert(
  fields: {
    status?: 'firing' | 'resolved';
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    startsAt?: string;
    endsAt?: string;
    generatorURL?: string;
    fingerprint?: string;
  } = {},
) {
  return {
    status: 'firing',
    labels: {
      alertname: 'ShopServiceErrors',
      service: 'order-service',
      environment: 'prod',
      severity: 'page',
    },
    annotations: { summary: 'order-service fails 22% of its requests' },
    startsAt: '2026-11-25T10:00:00.739266876+00:00',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example/graph?g0.expr=x',
    fingerprint: 'c4a5b1f0d2e3a4b5',
    ...fields,
  };
}
