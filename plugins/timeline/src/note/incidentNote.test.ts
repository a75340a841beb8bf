import fc from 'fast-check';
import { anItem } from '../__testUtils__/anItem';
import { incidentNote, type NoteFacts, type NoteLane } from './incidentNote';
import { plainText } from './markdown';

function aLane(title: string, fields: Partial<NoteLane> = {}): NoteLane {
  return {
    lane: { title },
    items: [],
    more: false,
    problem: undefined,
    loadedAt: Date.parse('2026-11-25T11:00:00Z'),
    ...fields,
  };
}

function aNote(lanes: NoteLane[], fields: Partial<NoteFacts> = {}): string {
  return incidentNote({
    subject: 'order-service',
    environment: 'prod',
    window: {
      from: Date.parse('2026-11-24T11:00:00Z'),
      to: Date.parse('2026-11-25T11:00:00Z'),
    },
    zone: 'Europe/Berlin',
    lanes,
    now: Date.parse('2026-11-25T11:01:00Z'),
    ...fields,
  });
}

const DOWN = {
  kind: 'down',
  source: 'slo',
  message: 'Prometheus has not answered since 10:42.',
} as const;

describe('incidentNote', () => {
  it('should tell of everything by time, and of what is missing by name', () => {
    const note = aNote([
      aLane('Deployments', {
        items: [
          anItem({ origin: 'sample' }),
          anItem({
            id: '2',
            at: '2026-11-24T23:50:00Z',
            until: '2026-11-25T00:04:00Z',
            title: 'Deployed 1.4.0 to prod',
            status: 'failed',
          }),
        ],
      }),
      aLane('Environment changes', {
        items: [
          anItem({
            id: 'run',
            at: '2026-11-25T09:10:00Z',
            until: '2026-11-25T09:24:00Z',
            kind: 'pipeline-run',
            title: 'Applied prod',
            origin: 'simulated',
          }),
        ],
        more: true,
        problem: DOWN,
      }),
      aLane('Load tests'),
      aLane('Cost anomalies'),
      aLane('SLO burn', { items: undefined, problem: DOWN }),
      aLane('Alerts', { items: undefined }),
    ]);
    expect(note).toBe(`# Timeline of order-service, prod

- Window: 24 Nov 2026, 12:00 to 25 Nov 2026, 12:00 (Europe/Berlin), which is 24 Nov 2026, 11:00 to 25 Nov 2026, 11:00 UTC
- Written: 25 Nov 2026, 11:01 UTC

## 24 Nov 2026 (UTC)

- 23:50 to 25 Nov 2026, 00:04 UTC · Deployment · Deployed 1.4.0 to prod · failed

## 25 Nov 2026 (UTC)

- 09:10 to 09:24 UTC · Pipeline run · Applied prod · succeeded (simulated)
- 10:42 UTC · Deployment · Deployed 1.5.0 to prod · succeeded (sample)

Nothing was reported of: load tests, cost anomalies.

## Not complete

- Environment changes: as of 25 Nov 2026, 11:00 UTC; since then it could not be read: Prometheus has not answered since 10:42.
- Environment changes: more happened than is listed here
- SLO burn: missing, could not be read: Prometheus has not answered since 10:42.
- Alerts: missing, was still being read
`);
  });

  it('should tell the window once where the reader is in UTC', () => {
    const note = aNote([], { zone: 'UTC', environment: undefined });
    expect(note).toBe(`# Timeline of order-service, all environments

- Window: 24 Nov 2026, 11:00 to 25 Nov 2026, 11:00 UTC
- Written: 25 Nov 2026, 11:01 UTC
`);
  });

  it('should let no title break out of its line or become anything but text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), title => {
        const note = aNote([
          aLane('Deployments', { items: [anItem({ title })] }),
        ]);
        const lines = note.split('\n');
        expect(lines).toHaveLength(
          aNote([aLane('Deployments', { items: [anItem()] })]).split('\n')
            .length,
        );
        const [line] = lines.filter(entry => entry.startsWith('- 10:42'));
        expect(line).toMatch(/^- 10:42 UTC · Deployment · .* · succeeded$/u);
        expect(line.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[<>&]/);
      }),
    );
  });
});

describe('plainText', () => {
  it.each([
    ['Deployed 1.5.0 to prod (blue)', 'Deployed 1.5.0 to prod (blue)'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['[x](javascript:alert)', '\\[x\\](javascript:alert)'],
    ['a\n\n# b', 'a \\#\u200b b'],
    [
      '*a* _b_ ~c~ `d` |e| $f$',
      '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\|e\\| \\$f\\$',
    ],
    [
      'ask @grace about #12 and GH-3',
      'ask @\u200bgrace about \\#\u200b12 and GH\u200b-3',
    ],
    [
      'https://evil.example, www.evil.example',
      'https:\u200b//evil.example, www\u200b.evil.example',
    ],
    ['&lt;b&gt; \\', '&amp;lt;b&amp;gt; \\\\'],
    ['a\u2028b\u0000c\u0085d', 'a b c d'],
  ])('should take the meaning from %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });
});
