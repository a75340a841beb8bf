import type { Entity } from '@backstage/catalog-model';
import {
  linkOfType,
  ownersOf,
  readinessOf,
  readinessSummary,
} from './readiness';

const BARE: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order-service' },
  spec: { type: 'service' },
};

const READY: Entity = {
  ...BARE,
  metadata: {
    name: 'order-service',
    annotations: {
      'portico.dev/slo': './slo.yaml',
      'backstage.io/techdocs-ref': 'dir:.',
    },
    links: [
      { url: 'https://example.com' },
      { type: 'Runbook', url: '/docs/runbooks' },
      { type: 'on-call', title: 'Rota', url: 'https://rota.example.com' },
    ],
  },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/checkout' },
    { type: 'partOf', targetRef: 'system:default/shop' },
  ],
};

describe('readinessOf', () => {
  it('should tell what is missing, with what mends it', () => {
    const items = readinessOf(BARE);
    const missing = items.filter(({ state }) => state === 'missing');
    expect(missing.map(({ id }) => id)).toEqual([
      'owner',
      'on-call',
      'runbook',
      'slo',
      'docs',
    ]);
    expect(missing.map(({ snippet }) => snippet)).not.toContain(null);
    expect(readinessSummary(items)).toBe(
      '0 of 7 there, 5 missing, 2 not known',
    );
  });

  it('should take for there only what is named, and never what cannot be known', () => {
    const items = readinessOf(READY);
    expect(items.map(({ id, state, text }) => [id, state, text])).toEqual([
      ['load-test', 'unknown', 'Nothing in this portal records load tests.'],
      ['alerts', 'unknown', 'Nothing in this portal reads the alert rules.'],
      ['owner', 'there', 'group:default/checkout'],
      ['on-call', 'there', 'Rota'],
      ['runbook', 'there', '/docs/runbooks'],
      ['slo', 'there', './slo.yaml'],
      ['docs', 'there', 'dir:.'],
    ]);
    expect(readinessSummary(items)).toBe('5 of 7 there, 2 not known');
  });

  it('should not take an empty annotation for a file', () => {
    const entity = {
      ...READY,
      metadata: {
        ...READY.metadata,
        annotations: { 'portico.dev/slo': ' ' },
      },
    };
    expect(readinessOf(entity).find(({ id }) => id === 'slo')?.state).toBe(
      'missing',
    );
  });
});

describe('linkOfType and ownersOf', () => {
  it('should find what is named, and nothing else', () => {
    expect(linkOfType(READY, 'runbook')).toEqual({
      url: '/docs/runbooks',
      title: '/docs/runbooks',
    });
    expect(linkOfType(READY, 'dashboard')).toBeNull();
    expect(linkOfType(BARE, 'runbook')).toBeNull();
    expect([ownersOf(READY), ownersOf(BARE)]).toEqual([
      ['group:default/checkout'],
      [],
    ]);
  });
});
