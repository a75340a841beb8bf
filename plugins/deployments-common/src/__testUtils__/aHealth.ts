import type { ComponentHealth } from '../health';

/** A service with three pods, all ready. */
export function aHealth(
  overrides: Partial<ComponentHealth> = {},
): ComponentHealth {
  return {
    state: 'healthy',
    targetVersion: '1.4.2',
    servingVersions: { '1.4.2': 3 },
    desired: 3,
    ready: 3,
    reason: '3 of 3 ready on 1.4.2.',
    since: '2026-11-25T10:05:00.000Z',
    restarts: { count: 0, lastAt: null, lastReason: null },
    notSeen: [],
    workloads: [
      {
        kind: 'Deployment',
        name: 'order-service',
        images: ['registry.example.com/shop/order-service:1.4.2'],
        state: 'healthy',
        targetVersion: '1.4.2',
        servingVersions: { '1.4.2': 3 },
        desired: 3,
        ready: 3,
        reason: '3 of 3 ready on 1.4.2.',
        since: null,
        restarts: { count: 0, lastAt: null, lastReason: null },
        notSeen: [],
      },
    ],
    ...overrides,
  };
}
