import type { Sighting } from '@portico/plugin-deployments-common';

/** A service of which three pods are ready in one cluster. */
export function aSighting(fields: Partial<Sighting> = {}): Sighting {
  return {
    entityRef: 'component:default/order-service',
    environment: 'prod',
    cluster: 'east',
    namespace: 'shop',
    source: { state: 'ok', reason: null },
    seenAt: '2026-11-25T10:00:00.000Z',
    health: {
      state: 'healthy',
      targetVersion: '1.4.2',
      servingVersions: { '1.4.2': 3 },
      desired: 3,
      ready: 3,
      reason: '3 of 3 ready on 1.4.2.',
      since: null,
      restarts: { count: 0, lastAt: null, lastReason: null },
      notSeen: [],
      workloads: [],
    },
    lastLog: null,
    origin: 'emulated',
    ...fields,
  };
}

/** The same, and both of its pods crash. */
export function aFailingSighting(fields: Partial<Sighting> = {}): Sighting {
  const { health } = aSighting();
  return aSighting({
    health: {
      ...health!,
      state: 'failing',
      servingVersions: {},
      ready: 0,
      desired: 2,
      reason:
        'Crash-loops: exit 137, 4 restarts; 0 of 2 ready, nothing serves.',
      since: '2026-11-25T09:30:00.000Z',
    },
    ...fields,
  });
}
