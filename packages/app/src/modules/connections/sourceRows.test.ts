import { aSource } from '../../__testUtils__/sources';
import { PluginAnswer } from './ConnectionsApi';
import { groupRows, sourceRows, verdictWords } from './sourceRows';

const told = (...items: ReturnType<typeof aSource>[]): PluginAnswer => ({
  plugin: 'environments',
  outcome: 'told',
  items,
});

describe('sourceRows', () => {
  it('should put the worst first, over all plugins', () => {
    const rows = sourceRows([
      told(aSource('b'), aSource('c', { state: 'down' }), aSource('a')),
      { plugin: 'slo', outcome: 'failed', reason: 'It is locked' },
      { plugin: 'cost', outcome: 'not-installed' },
    ]);
    expect(rows.map(({ source }) => source.title)).toEqual([
      'c',
      'Plugin slo',
      'Plugin cost',
      'a',
      'b',
    ]);
    expect(rows.map(({ testable }) => testable)).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it.each([
    [
      { outcome: 'not-installed' },
      {
        state: 'not-set-up',
        reason: "This portal's backend has no plugin slo.",
        missing: '@portico/plugin-slo-backend',
        snippet: "backend.add(import('@portico/plugin-slo-backend'));",
      },
    ],
    [
      { outcome: 'not-allowed' },
      { state: 'not-allowed', reason: 'You may not see its sources.' },
    ],
    [
      { outcome: 'failed', reason: 'It is locked' },
      {
        state: 'down',
        reason: 'It could not tell how its sources do: It is locked',
      },
    ],
  ] as const)('should have a row for a plugin that is %j', (answer, source) => {
    expect(sourceRows([{ plugin: 'slo', ...answer }])[0].source).toMatchObject(
      source,
    );
  });
});

describe('groupRows', () => {
  it('should leave out a heading without rows', () => {
    const rows = sourceRows([
      told(
        aSource('a'),
        aSource('b', { state: 'degraded' }),
        aSource('c', { state: 'not-allowed' }),
        aSource('d', { state: 'unknown' }),
      ),
    ]);
    expect(
      groupRows(rows).map(group => [
        group.title,
        group.rows.map(({ source }) => source.id),
      ]),
    ).toEqual([
      ['Needs attention', ['c', 'b']],
      ['Not known', ['d']],
      ['Works', ['a']],
    ]);
  });
});

describe('verdictWords', () => {
  it.each([
    [[], 'No source is known.'],
    [['ok', 'ok'], 'All well: every source works.'],
    [['ok', 'not-set-up'], 'Nothing is broken.'],
    [['ok', 'unknown', 'not-set-up'], 'Nothing is known to be broken.'],
    [['ok', 'down', 'unknown'], '1 source needs attention.'],
    [['degraded', 'not-allowed'], '2 sources need attention.'],
  ] as const)('should say of %j', (states, words) => {
    const sources = states.map((state, index) =>
      aSource(String(index), { state }),
    );
    expect(verdictWords(sourceRows([told(...sources)]))).toBe(words);
  });
});
