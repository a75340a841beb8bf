import fc from 'fast-check';
import { DEV_FILE } from '../__testUtils__/aSpec';
import { timeOf } from '../__testUtils__/timeOf';
import { parseEnvironmentSpecText } from './parseEnvironmentSpecText';
import { SPEC_TEXT_LIMIT } from './readSpecText';

describe('parseEnvironmentSpecText with hostile text', () => {
  const bomb = `a: &a ["x","x","x"]\n${Array.from('bcdefghi')
    .map(
      (key, index) =>
        `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`,
    )
    .join('\n')}\n`;

  it.each<[string, string, string]>([
    ['an alias bomb', bomb, 'has an alias (*name); write the value out'],
    [
      'one alias',
      `${DEV_FILE}  tags: { a: &x y, b: *x }\n`,
      'has an alias (*name); write the value out',
    ],
    [
      'too long a text',
      `# ${'x'.repeat(SPEC_TEXT_LIMIT)}`,
      'must have at most 32768 characters',
    ],
    ['30,000 open brackets', '['.repeat(30_000), 'is nested too deep'],
    ['30,000 open braces', '{a: '.repeat(8_000), 'is nested too deep'],
    [
      'deep indents',
      Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'nested more than 12 levels deep',
    ],
    ['10,000 dashes', '- '.repeat(10_000), 'is nested too deep'],
    [
      'many keys',
      Array.from({ length: 2_500 }, (_, i) => `k${i}: 1`).join('\n'),
      'must have at most 200 fields',
    ],
    [
      '15,000 keys of one letter',
      `{${'a,'.repeat(15_000)}}`,
      'has the key a twice',
    ],
    [
      'a merge key',
      `base: &base {a: 1}\nspec: {<<: *base}`,
      'has an alias (*name); write the value out',
    ],
    [
      'an unknown tag',
      '!!js/function "return 1"',
      'is not YAML that can be read',
    ],
    [
      'two documents',
      `${DEV_FILE}---\n${DEV_FILE}`,
      'is not YAML that can be read',
    ],
    [
      'prototypes',
      'spec: {__proto__: {a: 1}}',
      'must not have a field named __proto__',
    ],
    ['an odd key', '? {a: 1}\n: b', 'has a key that is no text'],
    ['a bell', 'kind: "\\u0007"', 'must be'],
  ])('should refuse %s fast', (_, text, words) => {
    parseEnvironmentSpecText(DEV_FILE);
    let parsed = parseEnvironmentSpecText('');
    const duration = timeOf(() => {
      parsed = parseEnvironmentSpecText(text);
    });
    expect(
      parsed.valid ? [] : parsed.issues.map(({ message }) => message),
    ).toEqual(expect.arrayContaining([expect.stringContaining(words)]));
    expect(duration).toBeLessThan(250);
  });

  it('should never throw, whatever the text', () => {
    const piece = fc.constantFrom(
      'spec:',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a',
      '*a',
      '!!',
      '"',
      "'",
      '|',
      '>',
      '#',
      ': ',
      '? ',
      '%',
      '---',
      '\t',
      '\u0000',
      'é',
      '1',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map(parts => parts.join('')),
        text => {
          expect(parseEnvironmentSpecText(text).valid).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
