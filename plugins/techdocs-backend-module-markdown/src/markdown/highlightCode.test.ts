import { highlightCode } from './highlightCode';

describe('highlightCode', () => {
  it('should colour a language it knows, by any of its names', () => {
    expect(highlightCode('a: 1', 'yml')).toContain('hljs-attr');
    expect(highlightCode('const a = 1;', 'ts')).toContain('hljs-keyword');
    expect(highlightCode('if true; then', 'sh')).toContain('hljs-keyword');
  });

  it('should escape code', () => {
    expect(highlightCode('<script>', 'yaml')).not.toContain('<script>');
  });

  it.each([
    ['an unknown language', 'a', 'klingon'],
    ['no language', 'a', ''],
    ['a name of Object', 'a', 'constructor'],
    ['very long code', 'a: 1\n'.repeat(5_000), 'yaml'],
    ['a very long line', 'a'.repeat(2_000), 'yaml'],
  ])('should leave %s to the renderer', (_name, code, language) => {
    expect(highlightCode(code, language)).toBe('');
  });
});
