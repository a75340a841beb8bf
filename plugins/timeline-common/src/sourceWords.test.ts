import fc from 'fast-check';
import { originSchema } from './origin';
import { sourceStateSchema } from './SourceStatus';
import {
  compareSources,
  isSourceBroken,
  sourceStateWord,
  sourceSummary,
  type SourceFacts,
} from './sourceWords';

const states = sourceStateSchema.options;

function aSource(overrides: Partial<SourceFacts> = {}): SourceFacts {
  return { title: 'Prometheus', state: 'ok', origin: 'live', ...overrides };
}

const anySource = fc.record<SourceFacts>({
  title: fc.string(),
  state: fc.constantFrom(...states),
  origin: fc.constantFrom(...originSchema.options),
});

describe('sourceStateWord', () => {
  it('should have a plain word for every state', () => {
    expect(states.map(state => [state, sourceStateWord(state)])).toEqual([
      ['ok', 'works'],
      ['degraded', 'degraded'],
      ['down', 'down'],
      ['not-set-up', 'not set up'],
      ['not-allowed', 'not allowed'],
      ['unknown', 'unknown'],
    ]);
  });
});

describe('isSourceBroken', () => {
  it('should not call broken what was never set up or asked', () => {
    expect(states.filter(isSourceBroken)).toEqual([
      'degraded',
      'down',
      'not-allowed',
    ]);
  });
});

describe('compareSources', () => {
  it('should put the worst first and those that do alike by title', () => {
    const sources = [
      aSource({ title: 'b' }),
      aSource({ title: 'a' }),
      ...states.map(state => aSource({ title: state, state })),
    ];
    expect(sources.sort(compareSources).map(({ title }) => title)).toEqual([
      'down',
      'not-allowed',
      'degraded',
      'unknown',
      'not-set-up',
      'a',
      'b',
      'ok',
    ]);
  });
});

describe('sourceSummary', () => {
  it.each([
    [[], 'No source'],
    [[aSource()], '1 source live'],
    [
      [
        ...Array.from({ length: 4 }, () => aSource()),
        aSource({ origin: 'emulated' }),
        aSource({ state: 'not-set-up' }),
        aSource({ state: 'not-set-up', origin: 'emulated' }),
      ],
      '4 sources live, 1 emulated, 2 not set up',
    ],
    [
      [
        aSource({ origin: 'sample' }),
        aSource(),
        aSource({ state: 'down' }),
        aSource({ state: 'unknown' }),
        aSource({ origin: 'simulated' }),
      ],
      '1 source down, 1 live, 1 sample, 1 simulated, 1 unknown',
    ],
    [
      [
        aSource({ state: 'not-allowed', origin: 'sample' }),
        aSource({ state: 'not-allowed' }),
        aSource({ state: 'degraded' }),
      ],
      '2 sources not allowed, 1 degraded',
    ],
  ])('should tell of %j', (sources, words) => {
    expect(sourceSummary(sources)).toBe(words);
  });

  it('should count every source once, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(anySource, { minLength: 1 }), sources => {
        const words = sourceSummary(sources);
        const counts = (words.match(/\d+/g) ?? []).map(Number);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
          sources.length,
        );
        expect(sourceSummary([...sources].reverse())).toBe(words);
      }),
    );
  });
});
