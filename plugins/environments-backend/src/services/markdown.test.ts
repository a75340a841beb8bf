import { inlineCode, plainText, table } from './markdown';

describe('plainText', () => {
  it.each([
    [
      'a <script>alert(1)</script>',
      'a &lt;script&gt;alert\\(1\\)&lt;/script&gt;',
    ],
    ['[x](javascript:alert)', '\\[x\\]\\(javascript:alert\\)'],
    ['![x](http://evil)', '\\!\\[x\\]\\(http:\u200b//evil\\)'],
    ['ask @grace', 'ask @\u200bgrace'],
    ['closes #1', 'closes \\#\u200b1'],
    ['GH-1', 'GH\u200b\\-1'],
    ['www.evil.example', 'www\u200b\\.evil\\.example'],
    ['# title', '\\#\u200b title'],
    ['- item', '\\- item'],
    ['a\n\n## b', 'a \\#\u200b\\#\u200b b'],
    ['a | b', 'a \\| b'],
    ['`code`', '\\`code\\`'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a\u2028b\u0000c', 'a b c'],
    ['$x$ ~y~ *z* _w_', '\\$x\\$ \\~y\\~ \\*z\\* \\_w\\_'],
  ])('should take the meaning from %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });
});

describe('inlineCode', () => {
  it.each([
    ['aws_eks_cluster.main', '`aws_eks_cluster.main`'],
    ['a`b', '``a`b``'],
    ['``a', '``` ``a ```'],
    ['a\nb', '`a b`'],
    ['a|b', '`a\\|b`'],
    ['@grace', '`@grace`'],
    ['', ''],
  ])('should fence %j', (text, expected) => {
    expect(inlineCode(text)).toBe(expected);
  });
});

describe('table', () => {
  it('should align numbers to the right', () => {
    expect(
      table(
        [{ title: 'Module' }, { title: 'Add', right: true }],
        [['cluster', '1']],
      ),
    ).toBe('| Module | Add |\n| --- | ---: |\n| cluster | 1 |');
  });
});
