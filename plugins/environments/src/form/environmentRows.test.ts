import { aView } from '../__testUtils__/aView';
import { expiryWords, priceWords } from './environmentRows';

describe('environmentRows', () => {
  it('should say when an environment ends and what it costs', () => {
    const now = Date.parse('2026-11-25T12:00:00Z');
    expect(expiryWords(aView(), now)).toBe('14d after it is created');
    expect(priceWords(aView({ spec: null, estimate: null }))).toBe(
      'no list price',
    );
  });

  it('should not know the end of what has a file that can not be read', () => {
    const now = Date.parse('2026-11-25T13:00:00.000Z');
    expect(expiryWords(aView({ spec: null }), now)).toBe('not known');
    expect(expiryWords(aView({ spec: null, source: null }), now)).toBe('never');
  });
});
