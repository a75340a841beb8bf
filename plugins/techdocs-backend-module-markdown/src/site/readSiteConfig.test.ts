/* eslint-disable no-script-url -- these are what must be refused */
import { readSiteConfig } from './readSiteConfig';

describe('readSiteConfig', () => {
  it('should read name, folder and navigation', () => {
    const config = readSiteConfig(
      [
        'site_name: Portico',
        'site_description: The portal',
        'docs_dir: ./documents/',
        'nav:',
        '  - index.md',
        '  - Words: glossary.md',
        '  - How to:',
        '      - how-to/a.md',
        '      - Elsewhere: https://example.com',
      ].join('\n'),
    );
    expect(config).toEqual({
      siteName: 'Portico',
      siteDescription: 'The portal',
      docsDir: 'documents',
      warnings: [],
      nav: [
        { type: 'file', file: 'index.md' },
        { type: 'file', file: 'glossary.md', title: 'Words' },
        {
          type: 'section',
          title: 'How to',
          entries: [
            { type: 'file', file: 'how-to/a.md' },
            { type: 'link', title: 'Elsewhere', url: 'https://example.com' },
          ],
        },
      ],
    });
  });

  it('should have a default for all', () => {
    expect(readSiteConfig('', 'Order')).toEqual({
      siteName: 'Order',
      siteDescription: '',
      docsDir: 'docs',
      nav: undefined,
      warnings: [],
    });
  });

  it('should ignore and name what would run or change the look', () => {
    const { warnings } = readSiteConfig(
      [
        'hooks: [evil.py]',
        'plugins: [techdocs-core]',
        'theme: { custom_dir: ../.. }',
        'markdown_extensions:',
        '  - pymdownx.emoji:',
        "      emoji_index: !!python/name:os.system ''",
      ].join('\n'),
    );
    expect(warnings).toEqual(
      ['hooks', 'plugins', 'theme', 'markdown_extensions'].map(
        key => `mkdocs.yml: "${key}" is ignored`,
      ),
    );
  });

  it('should take a tag of Python for nothing but text', () => {
    const config = readSiteConfig(
      "site_name: !!python/object/apply:os.system ['id']\nnav: !!python/name:os.system x",
    );
    expect(config.siteName).toBe('Documentation');
    expect(config.nav).toEqual([]);
  });

  it.each([
    '../..',
    '/etc',
    'a/../../b',
    '..',
    'a\\..\\b',
    '"a\\0b"',
    '[a]',
    '7',
  ])('should refuse the folder %s', folder => {
    expect(() => readSiteConfig(`docs_dir: ${folder}`)).toThrow(
      'docs_dir must be a folder beside mkdocs.yml',
    );
  });

  it.each([
    '/etc/passwd',
    '../secret.md',
    'a/../../b.md',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
  ])('should leave %s out of the navigation', path => {
    const { nav, warnings } = readSiteConfig(
      `nav:\n  - "${path}"\n  - Title: "${path}"\n  - Deep: [{T: "${path}"}]`,
    );
    expect(nav).toEqual([{ type: 'section', title: 'Deep', entries: [] }]);
    expect(warnings).toHaveLength(3);
  });

  it('should refuse a text that multiplies itself', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
      .concat(
        Array.from({ length: 9 }, (_, i) => {
          const alias = `*a${i}`;
          return `a${i + 1}: &a${i + 1} [${Array(9).fill(alias).join(', ')}]`;
        }),
      )
      .join('\n');
    expect(() => readSiteConfig(`${bomb}\nnav: *a9`)).toThrow(
      /mkdocs.yml can't be read/,
    );
  });

  it.each([
    ['nesting without end', '['.repeat(60_000)],
    ['a list', '- a'],
    ['text', 'text'],
    ['what is not YAML', 'a: [}'],
    ['one key twice', 'site_name: a\nsite_name: b'],
    ['a navigation without end', `nav: [${'a.md, '.repeat(2_000)}]`],
    ['a navigation too deep', `nav: ${'[{a: '.repeat(9)}[]${'}]'.repeat(9)}`],
  ])('should refuse %s', (_name, text) => {
    expect(() => readSiteConfig(text)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('should ignore what is no navigation', () => {
    const { nav, warnings } = readSiteConfig('nav: [1, null, {a: 2}, [b]]');
    expect(nav).toEqual([]);
    expect(warnings).toHaveLength(4);
  });

  it('should not be fooled by names of Object', () => {
    const config = readSiteConfig('__proto__: {docs_dir: ..}\nconstructor: 1');
    expect(config.docsDir).toBe('docs');
    expect(config.warnings).toHaveLength(2);
  });
});
