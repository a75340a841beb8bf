/* eslint-disable no-script-url -- these are what must be refused */
import { renderMarkdown } from './renderMarkdown';

const targets = {
  link: (href: string) => (href === 'gone.md' ? undefined : href),
};
const html = (markdown: string) => renderMarkdown(markdown, targets).html;

function elements(markdown: string): Element[] {
  const parsed = html(markdown).matchAll(/<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g);
  return [...parsed].map(([, tag, attributes]) => ({ tag, attributes }));
}

interface Element {
  tag: string;
  attributes: string;
}

describe('renderMarkdown', () => {
  it('should render text, tables, lists and code', () => {
    expect(html('# Hi\n\nA **b** `c`.')).toContain(
      '<strong>b</strong> <code>c</code>',
    );
    expect(html('| a |\n| - |\n| 1 |')).toMatch(
      /<div class="md-typeset__scrollwrap"><table[^]*<td>1<\/td>/,
    );
    expect(html('```yaml\na: 1\n```')).toMatch(
      /<pre><code class="language-yaml"><span class="hljs-attr">a:/,
    );
    expect(html('```nonsense\n<b>\n```')).toContain('&lt;b&gt;');
  });

  it('should give each heading an anchor as GitHub does', () => {
    const { headings, html: page } = renderMarkdown(
      '# What runs\n## `up`, and "down"!\n## Über\n## What runs\n## ???',
      targets,
    );
    expect(headings.map(({ id, level }) => [level, id])).toEqual([
      [1, 'what-runs'],
      [2, 'up-and-down'],
      [2, 'über'],
      [2, 'what-runs-1'],
      [2, 'section'],
    ]);
    expect(page).toContain('<h2 id="what-runs-1">');
    expect(page).toContain('class="headerlink" href="#what-runs-1"');
  });

  it('should render a note with Markdown inside', () => {
    const page = html(
      'text\n!!! warning "Take *care*"\n    - one\n\n    two\n\nafter',
    );
    expect(page).toContain('<div class="admonition warning">');
    expect(page).toContain('Take <em>care</em>');
    expect(page).toMatch(/<li>one<\/li>[^]*<p>two<\/p>\s*<\/div>\s*<p>after/);
  });

  it('should tell the words of each section', () => {
    const { sections } = renderMarkdown(
      'lead\n\n# One\ntext `code`\n\n```sh\n./run\n```\n\n## Two\n- a\n- b',
      targets,
    );
    expect(sections.map(({ heading, text }) => [heading?.text, text])).toEqual([
      [undefined, 'lead'],
      ['One', 'text code ./run'],
      ['Two', 'a b'],
    ]);
  });

  it('should leave a link that leads nowhere without an address', () => {
    expect(html('[a](gone.md)')).toBe('<p><a>a</a></p>\n');
  });

  it('should show a picture of another host as a link', () => {
    expect(html('![Build](https://ci.example.com/b.svg)')).toBe(
      '<p><a href="https://ci.example.com/b.svg">Build</a></p>\n',
    );
    expect(html('[![Build](//ci.example.com/b.svg)](https://e.com)')).toBe(
      '<p><a href="https://e.com">Build</a></p>\n',
    );
    expect(html('![Own](a.png)')).toContain('<img src="a.png" alt="Own">');
  });
});

describe('renderMarkdown with hostile text', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="https://evil.example"></iframe>',
    '<style>*{display:none}</style>',
    '<!-- --><b onclick=x>',
    '# <img src=x onerror=alert(1)>',
    '```"><script>alert(1)</script>\ncode\n```',
    '!!! note "<script>alert(1)</script>"\n    x',
    '| <b onclick=x> |\n| - |\n| <script> |',
    '![<script>](a.png "\\"><script>")',
    '[a](b "\\" onclick=\\"alert(1)")',
    '<https://e.com/"onclick="alert(1)>',
    '[a](<b" onclick="alert(1)>)',
  ])('should never let an element or handler in: %s', markdown => {
    const found = elements(markdown);
    const tags = found.map(({ tag }) => tag);
    for (const tag of ['script', 'iframe', 'svg', 'style', 'b', 'object']) {
      expect(tags).not.toContain(tag);
    }
    for (const { attributes } of found) {
      const names = [...attributes.matchAll(/([a-z-]+)="[^"]*"/g)].map(
        ([, name]) => name,
      );
      expect(names.filter(name => name.startsWith('on'))).toEqual([]);
      expect(attributes.replace(/ [a-z-]+="[^"]*"/g, '').trim()).toBe('');
    }
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#10;script:alert(1)',
    '&#x6A;avascript:alert(1)',
    'vbscript:x',
    'data:text/html;base64,PHNjcmlwdD4=',
    'data:image/svg+xml;base64,PHN2Zz4=',
    'data:image/png;base64,AAAA',
    'file:///etc/passwd',
    'blob:https://e.com/1',
    '\\\\evil.example\\share',
  ])('should refuse the address %s', address => {
    const all = [
      `[a](${address})`,
      `![a](${address})`,
      `<${address}>`,
      `[a][b]\n\n[b]: ${address}`,
    ].map(html);
    for (const page of all) {
      expect(page).not.toMatch(/(href|src)="/);
    }
  });

  it('should cut off deep nesting', () => {
    const deep = 20_000;
    for (const markdown of [
      `${'> '.repeat(deep)}x`,
      `${'- '.repeat(deep)}x`,
      `${'!!! note\n    '.repeat(50)}x`,
      `${'*a **b '.repeat(deep)}`,
    ]) {
      expect(
        (html(markdown).match(/<(blockquote|ul)>/g) ?? []).length,
      ).toBeLessThan(40);
    }
  });
});

describe('renderMarkdown with inputs that are slow elsewhere', () => {
  const SIZE = 40_000;
  const many = (text: string, size: number) =>
    text.repeat(Math.ceil(size / text.length));

  it.each([
    ['one long line', 'word '],
    ['no space at all', 'a'],
    ['brackets', '['],
    ['links that never end', '[a]('],
    ['pictures that never end', '![a]('],
    ['emphasis', '*a_'],
    ['strong', '**a '],
    ['back ticks', '`a``'],
    ['angles', '<'],
    ['comments', '<!--'],
    ['entities', '&a'],
    ['back slashes', '\\'],
    ['table cells', '|a'],
    ['references', '[a]: b\n'],
    ['quotes', '>'],
    ['list items', '- a\n'],
    ['headings of one name', '# a\n'],
    ['notes', '!!! note\n    a\n\n'],
    ['autolinks', '<a:'],
    ['strikes', '~~a'],
    ['fences', '```yaml\na: [\n```\n'],
    ['code', '```typescript\n`${`${'],
    ['dashes', '-'],
    ['spaces', ' '],
  ])('should take time in proportion to %s', (_name, text) => {
    const time = (size: number) => {
      const markdown = many(text, size);
      const start = process.hrtime.bigint();
      html(markdown);
      return Number(process.hrtime.bigint() - start) / 1e6;
    };
    time(SIZE / 10);
    const [small, large] = [time(SIZE), time(SIZE * 8)];
    // Eight times the text: quadratic would be 64 times the time.
    expect(large).toBeLessThan(Math.max(small, 50) * 32);
  });
});
