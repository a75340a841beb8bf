import { readSiteConfig } from './readSiteConfig';
import { renderSite, SiteInput } from './renderSite';

const CSS = 'main.2a97516c.min.css';

function aSite(
  documents: Record<string, string>,
  config = 'site_name: Portico',
  statics: string[] = [],
): SiteInput {
  return {
    config: readSiteConfig(config),
    documents: Object.entries(documents).map(([file, text]) => ({
      file,
      source: `docs/${file}`,
      text,
    })),
    statics,
    stylesheet: 'a{}',
    sourceAddress: path => `https://git.example/blob/main/${path}`,
  };
}

async function pageOf(input: SiteInput, file: string): Promise<string> {
  const { files } = await renderSite(input);
  return files.get(file) ?? '';
}

describe('renderSite', () => {
  it('should make a folder of each page, and an index for search', async () => {
    const { files } = await renderSite(
      aSite({ 'index.md': '# Hi', 'how-to/add.md': '# Add\nx\n## Try\ny < z' }),
    );
    expect([...files.keys()].filter(file => !file.endsWith('.css'))).toEqual([
      'how-to/add/index.html',
      'index.html',
      'search/search_index.json',
    ]);
    expect(
      JSON.parse(files.get('search/search_index.json') ?? '').docs,
    ).toEqual([
      { location: 'how-to/add/', title: 'Add', text: 'x' },
      { location: 'how-to/add/#try', title: 'Add: Try', text: 'y &lt; z' },
      { location: '', title: 'Hi', text: '' },
    ]);
  });

  it('should have all that the reader of TechDocs looks for', async () => {
    const page = await pageOf(
      aSite({ 'index.md': '# Hi\n## Part', 'a/b.md': '# B' }),
      'a/b/index.html',
    );
    expect(page).toMatch(
      /<link rel="stylesheet" href="\.\.\/\.\.\/assets\/stylesheets\/main\.[0-9a-f]{8}\.min\.css">/,
    );
    for (const part of [
      'data-md-toggle="drawer"',
      '<label class="md-header__button md-icon" for="__drawer">',
      'md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation"',
      'md-sidebar--secondary" data-md-component="sidebar" data-md-type="toc"',
      'class="md-content" data-md-component="content"',
      '<article class="md-content__inner md-typeset">',
      'md-nav__item--active',
      'title="Edit this page"',
      'href="https://git.example/blob/main/docs/a/b.md"',
    ]) {
      expect(page).toContain(part);
    }
    expect(CSS).toMatch(/main\.[0-9a-f]{8}\.min\.css$/);
  });

  it('should point links at pages, files and the repository', async () => {
    const site = aSite(
      {
        'index.md': '# Hi',
        'adr/0001-a.md': '# A',
        'how-to/add.md': [
          '[up](../index.md)',
          '[adr](../adr/0001-a.md#what)',
          '[folder](../)',
          '[picture](../images/a%20b.png)',
          '[code](../../infra/src/a.ts#L3)',
          '[root](/README.md)',
          '[self](#try)',
          '[out](https://example.com/a?b#c)',
          '[gone](./gone.md)',
        ].join('\n'),
      },
      undefined,
      ['images/a b.png'],
    );
    const { files, warnings } = await renderSite(site);
    const page = files.get('how-to/add/index.html') ?? '';
    const article = page.slice(page.indexOf('<article'));
    const links = [...article.matchAll(/<a href="([^"]*)">(\w+)</g)];
    expect(
      Object.fromEntries(links.map(([, href, text]) => [text, href])),
    ).toEqual({
      up: '../../',
      adr: '../../adr/0001-a/#what',
      folder: '../../',
      picture: '../../images/a%20b.png',
      code: 'https://git.example/blob/main/infra/src/a.ts#L3',
      root: 'https://git.example/blob/main/README.md',
      self: '#try',
      out: 'https://example.com/a?b#c',
    });
    expect(warnings).toEqual([
      'docs/how-to/add.md: a link leads nowhere: ./gone.md',
    ]);
  });

  it('should show the navigation that is asked for, with titles', async () => {
    const { files, warnings } = await renderSite(
      aSite(
        { 'index.md': '# Welcome', 'a.md': '# <A>', 'b.md': '# B', 'c.md': '' },
        'nav: [index.md, {Parts: [a.md, {Bee: b.md}, gone.md]}]',
      ),
    );
    const page = files.get('a/index.html') ?? '';
    expect(page).toMatch(
      /Welcome<[^]*Parts<[^]*aria-current="page" href=".\/"><span class="md-ellipsis">&lt;A&gt;<[^]*Bee</,
    );
    expect(page).toMatch(/rel="prev"[^]*Welcome<\/a>[^]*rel="next"[^]*B<\/a>/);
    expect(page).not.toContain('<A>');
    expect(warnings).toEqual([
      'mkdocs.yml: nav names gone.md, which is not there',
    ]);
    expect(files.has('c/index.html')).toBe(true);
  });

  it('should make the navigation from folders where none is given', async () => {
    const page = await pageOf(
      aSite({ 'b.md': '', 'README.md': '', 'sub-parts/z.md': '# Zed' }),
      'index.html',
    );
    const titles = [...page.matchAll(/md-(?:ellipsis|nav__label)">([^<]*)</g)];
    expect(titles.map(([, title]) => title)).toEqual([
      'Home',
      'B',
      'Sub parts',
      'Zed',
    ]);
  });

  it('should make a first page where there is none', async () => {
    const page = await pageOf(aSite({ 'a[b.md': '# A' }), 'index.html');
    expect(page).toContain('<a href="a%5Bb/">A[b</a>');
    expect(page).not.toContain('Edit this page');
  });

  it('should keep one of two files that ask for one address', async () => {
    const { warnings, files } = await renderSite(
      aSite({ 'README.md': '# Readme', 'index.md': '# Index' }),
    );
    expect(files.get('index.html')).toContain('>Index');
    expect(warnings).toEqual([
      'docs/README.md is left out: docs/index.md has its address',
    ]);
  });

  it('should take a title from the front matter, and show none of it', async () => {
    const page = await pageOf(
      aSite({ 'index.md': '---\ntitle: Up front\nx: y\n---\ntext' }),
      'index.html',
    );
    expect(page).toContain('<title>Up front - Portico</title>');
    expect(page).not.toContain('x: y');
  });

  it('should escape names of any kind', async () => {
    const evil = '<script>"x"</script>';
    const { files } = await renderSite(
      aSite({ [`${evil}.md`]: '# a' }, `site_name: '${evil}'`),
    );
    for (const page of files.values()) {
      expect(page).not.toContain('<script>"');
    }
  });
});
