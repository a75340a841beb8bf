import {
  sourceLight,
  sourceStateSchema,
  sourcesResponseSchema,
  type SourceStatus,
} from './SourceStatus';

const PROMETHEUS: SourceStatus = {
  id: 'prometheus',
  title: 'Prometheus',
  state: 'down',
  reason: 'Prometheus has not answered since 10:42.',
  since: '2026-11-25T10:42:00Z',
  missing: null,
  snippet: null,
  origin: 'live',
};

describe('sourcesResponseSchema', () => {
  it('should take sources with and without an explanation', () => {
    const items = [
      PROMETHEUS,
      { ...PROMETHEUS, state: 'ok', reason: null, since: null },
    ];
    expect(sourcesResponseSchema.parse({ items })).toEqual({ items });
  });

  it.each(['id', 'state', 'reason', 'since', 'missing', 'snippet', 'origin'])(
    'should refuse a source that leaves out %s',
    field => {
      const items = [{ ...PROMETHEUS, [field]: undefined }];
      const parsed = sourcesResponseSchema.safeParse({ items });
      expect(parsed.error?.issues.map(({ path }) => path)).toEqual([
        ['items', 0, field],
      ]);
    },
  );
});

describe('sourceLight', () => {
  it('should be green for ok alone, and red where nothing comes', () => {
    expect(
      sourceStateSchema.options.map(state => [state, sourceLight(state)]),
    ).toEqual([
      ['ok', 'green'],
      ['degraded', 'amber'],
      ['down', 'red'],
      ['not-set-up', 'amber'],
      ['not-allowed', 'red'],
      ['unknown', 'amber'],
    ]);
  });
});
