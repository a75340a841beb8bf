import type { Incident } from '../Incident';

/** An incident that was resolved after half an hour and that nobody has linked. */
export function anIncident(overrides: Partial<Incident> = {}): Incident {
  return {
    id: 'incident-1',
    entityRef: 'component:default/order-service',
    environment: 'prod',
    title: 'Orders fail',
    openedAt: '2026-11-25T10:10:00Z',
    resolvedAt: '2026-11-25T10:40:00Z',
    deploymentId: null,
    source: { type: 'portal', id: 'incident-1', url: null },
    origin: 'live',
    ...overrides,
  };
}
