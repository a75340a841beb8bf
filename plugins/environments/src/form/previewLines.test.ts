import { aLine, anEstimate } from '../__testUtils__/aPreview';
import {
  estimateModules,
  lineDetail,
  lineWords,
  moduleWords,
  unpricedWords,
} from './previewLines';

describe('previewLines', () => {
  it('should group lines by module, the dearest first', () => {
    const modules = estimateModules(
      anEstimate('100.00', {
        lines: [
          aLine({ module: 'data', monthly: '12.41' }),
          aLine({ module: 'cluster', monthly: '73.00' }),
          aLine({ module: 'data', monthly: '15.44' }),
        ],
      }),
    );
    expect(modules.map(({ module, total }) => [module, total?.amount])).toEqual(
      [
        ['cluster', '73.00'],
        ['data', '27.85'],
      ],
    );
  });

  it('should never call what is unknown $0', () => {
    const [cluster, ...others] = estimateModules(anEstimate());
    expect(moduleWords(cluster)).toBe('$73.00');
    expect(others.map(moduleWords)).toEqual(['not priced', 'depends on use']);
    expect(
      moduleWords({
        module: 'x',
        total: { amount: '5.00', currency: 'USD' },
        unpriced: 1,
        lines: [],
      }),
    ).toBe('$5.00 and more');
  });

  it('should say of a line how it comes to its amount', () => {
    expect(lineDetail(aLine())).toBe('730 hour x 0.10');
    expect(lineWords(aLine(), 'USD')).toBe('$73.00');
    const usage = aLine({
      kind: 'usage-dependent',
      quantity: null,
      unit: 'GB',
      price: '0.045',
      monthly: null,
      note: 'NAT traffic',
    });
    expect(lineDetail(usage)).toBe('0.045 for each GB; NAT traffic');
    expect(lineWords(usage, 'USD')).toBe('depends on use');
    expect(lineWords(aLine({ kind: 'not-priced', monthly: null }), 'USD')).toBe(
      'not priced',
    );
  });

  it('should count what has no amount', () => {
    expect(unpricedWords(anEstimate())).toBe(
      '1 line depends on use, 1 line not priced',
    );
    expect(
      unpricedWords(anEstimate('73.00', { lines: [aLine()] })),
    ).toBeUndefined();
  });
});
