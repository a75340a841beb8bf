import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { InputFolder } from './generator/InputFolder';
import { LIMITS } from './generator/limits';
import { readSiteConfig } from './site/readSiteConfig';
import { renderSite, Site } from './site/renderSite';

const root = resolve(
  resolvePackagePath('@portico/plugin-techdocs-backend-module-markdown'),
  '../..',
);
/** Only what is there has an address. */
const sourceAddress = (path: string) =>
  existsSync(join(root, path)) ? `https://git.example/${path}` : undefined;

async function renderDocs(): Promise<Site> {
  const config = readSiteConfig(
    await readFile(join(root, 'mkdocs.yml'), 'utf8'),
  );
  const folder = await InputFolder.open(root, LIMITS);
  const { documents, statics, warnings } = await folder.find(config.docsDir);
  const site = await renderSite({
    config,
    documents: await Promise.all(
      documents.map(async file => {
        const source = posix.join(config.docsDir, file);
        return {
          file,
          source,
          text: await readFile(join(root, source), 'utf8'),
        };
      }),
    ),
    statics,
    stylesheet: '',
    sourceAddress,
  });
  return { ...site, warnings: [...warnings, ...site.warnings] };
}

async function renderReadme(): Promise<Site> {
  const text = await readFile(join(root, 'README.md'), 'utf8');
  return renderSite({
    // No folder of documents: all links are to files of the repository.
    config: readSiteConfig('docs_dir: none'),
    documents: [{ file: 'index.md', source: 'README.md', text }],
    statics: [],
    stylesheet: '',
    sourceAddress,
  });
}

/** Links to an anchor that no page has. */
function danglingAnchors({ files }: Site): string[] {
  const pages = [...files].filter(([file]) => file.endsWith('.html'));
  const anchors = new Set(
    pages.flatMap(([file, html]) =>
      [...html.matchAll(/ id="([^"]+)"/g)].map(
        ([, id]) => `/${posix.dirname(file)}/#${id}`,
      ),
    ),
  );
  return pages.flatMap(([file, html]) =>
    [...html.matchAll(/href="([^":]*)#([^"]*)"/g)]
      .map(([, path, id]) => {
        const page = posix.resolve('/', posix.dirname(file), path);
        return `${page === '/' ? '/.' : page}/#${decodeURIComponent(id)}`;
      })
      .filter(link => !anchors.has(link))
      .map(link => `${file} -> ${link}`),
  );
}

describe('the documents of this repository', () => {
  it('should have no link that leads nowhere', async () => {
    const site = await renderDocs();
    expect(site.warnings).toEqual([]);
    expect(danglingAnchors(site)).toEqual([]);
  });

  it('should all be in the navigation', async () => {
    const { files } = await renderDocs();
    const first = files.get('index.html') ?? '';
    const pages = [...files.keys()].filter(file => file.endsWith('.html'));
    for (const page of pages) {
      expect(first).toContain(
        `href="${page.replace(/index\.html$/, '') || './'}"`,
      );
    }
  });

  it('should have a README.md without links that lead nowhere', async () => {
    expect((await renderReadme()).warnings).toEqual([]);
  });
});
