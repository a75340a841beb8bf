import fc from 'fast-check';
import {
  timelineItemSchema,
  timelineQuerySchema,
  timelineResponseSchema,
  type TimelineItem,
} from './TimelineItem';

function anItem(overrides: Partial<TimelineItem> = {}): TimelineItem {
  return {
    id: 'run-1',
    at: '2026-11-25T10:00:00Z',
    kind: 'pipeline-run',
    title: 'Applied dev',
    status: 'succeeded',
    url: '/environments/dev',
    origin: 'live',
    ...overrides,
  };
}

describe('timelineItemSchema', () => {
  it('should take a moment and a span', () => {
    expect(timelineItemSchema.parse(anItem())).toEqual(anItem());
    const span = anItem({ until: '2026-11-25T10:14:00Z' });
    expect(timelineItemSchema.parse(span)).toEqual(span);
  });

  it.each([
    ['/environments/dev', true],
    ['https://git.example/acme/pull/7', true],
    [null, true],
    [`java${'script'}:alert(1)`, false],
    ['data:text/html,x', false],
    ['//evil.example/x', false],
    ['/\\evil.example', false],
    [' https://git.example', false],
    ['', false],
  ])('should judge the url %j', (url, accepted) => {
    expect(timelineItemSchema.safeParse(anItem({ url })).success).toBe(
      accepted,
    );
  });

  it.each([
    ['an end before its start', { until: '2026-11-25T09:59:59Z' }, ['until']],
    ['a time without a zone', { at: '2026-11-25T10:00:00' }, ['at']],
    ['a time in another zone', { at: '2026-11-25T10:00:00+01:00' }, ['at']],
    ['an empty id', { id: '' }, ['id']],
  ])('should refuse %s', (_, overrides, path) => {
    const parsed = timelineItemSchema.safeParse(anItem(overrides));
    expect(parsed.error?.issues.map(issue => issue.path)).toEqual([path]);
  });

  it('should refuse an item that does not tell its origin', () => {
    const { origin, ...item } = anItem();
    expect(origin).toBe('live');
    expect(
      timelineItemSchema.safeParse(item).error?.issues.map(({ path }) => path),
    ).toEqual([['origin']]);
  });

  it('should survive whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), input => {
        expect(timelineResponseSchema.safeParse({ items: [input] })).toEqual(
          expect.objectContaining({ success: false }),
        );
      }),
    );
  });
});

describe('timelineQuerySchema', () => {
  it('should take a window whose end is after its start', () => {
    const query = {
      environment: 'dev',
      from: '2026-11-01T00:00:00Z',
      to: '2026-11-02T00:00:00Z',
    };
    expect(timelineQuerySchema.parse(query)).toEqual(query);
  });

  it('should refuse an empty window', () => {
    const parsed = timelineQuerySchema.safeParse({
      from: '2026-11-01T00:00:00Z',
      to: '2026-11-01T00:00:00Z',
    });
    expect(parsed.error?.issues.map(({ path, message }) => [path, message])) //
      .toEqual([[['to'], 'must be after from']]);
  });
});
