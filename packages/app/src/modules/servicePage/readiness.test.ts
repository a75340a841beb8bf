import type { Entity } from '@backstage/catalog-model';
import { helpOf, ownersOf, readinessOf, readinessSummary } from './readiness';

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
      { type: 'Runbook', url: 'https://docs.example.com/r' },
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
      ['owner', 'there', 'checkout'],
      ['on-call', 'there', 'Rota'],
      ['runbook', 'there', 'Runbook'],
      ['slo', 'there', './slo.yaml'],
      ['docs', 'there', 'In the portal, under Docs'],
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

describe('helpOf', () => {
  const named = (annotations: Record<string, string>, links: object[] = []) =>
    ({ ...BARE, metadata: { name: 'x', annotations, links } } as Entity);

  it('should take the annotation before a link, and a path of the portal', () => {
    const link = {
      type: 'runbook',
      url: 'https://docs.example.com',
      title: 'T',
    };
    expect(
      helpOf(named({ 'portico.dev/runbook': ' /docs/r ' }, [link]), 'runbook'),
    ) //
      .toEqual({ url: '/docs/r', title: 'Runbook' });
    expect(helpOf(named({}, [link]), 'runbook')).toEqual({
      url: 'https://docs.example.com',
      title: 'T',
    });
    expect(helpOf(READY, 'runbook')).toEqual({
      url: 'https://docs.example.com/r',
      title: 'Runbook',
    });
    expect(helpOf(BARE, 'runbook')).toBeNull();
  });

  it.each([
    `java${'script'}:alert(1)`,
    '//evil.example.com',
    '/\\evil.example.com',
    'data:text/html,x',
  ])('should open nothing like %s', url => {
    expect(helpOf(named({ 'portico.dev/on-call': url }), 'on-call')).toBeNull();
    expect(helpOf(named({}, [{ type: 'on-call', url }]), 'on-call')).toBeNull();
  });
});

describe('ownersOf', () => {
  it('should find those who own, and nobody else', () => {
    expect([ownersOf(READY), ownersOf(BARE)]).toEqual([
      ['group:default/checkout'],
      [],
    ]);
  });
});
