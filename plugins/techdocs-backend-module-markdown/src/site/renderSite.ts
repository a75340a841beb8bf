import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { renderMarkdown, RenderedMarkdown } from '../markdown/renderMarkdown';
import {
  chosenNavigation,
  folderNavigation,
  NavItem,
  PageTitle,
  prettyName,
  readingOrder,
} from './navigation';
import { pageHtml } from './pageHtml';
import { PageTargets, SiteFiles, SourceAddress } from './PageTargets';
import { pageAddress } from './paths';
import { SiteConfig } from './readSiteConfig';
import { searchDocuments } from './searchIndex';
import { splitFrontMatter } from './splitFrontMatter';

/** One Markdown file. */
export interface SiteDocument {
  /** Its path inside the folder of the documents. */
  file: string;
  /** Its path inside the input folder: what its links start from. */
  source: string;
  text: string;
}

/** What a site is made from. */
export interface SiteInput {
  config: SiteConfig;
  documents: readonly SiteDocument[];
  /** Files that are copied as they are, inside the folder of the documents. */
  statics: readonly string[];
  stylesheet: string;
  sourceAddress: SourceAddress;
}

/** A site: the text of each file by its path, and what was wrong with the input. */
export interface Site {
  files: Map<string, string>;
  warnings: string[];
}

interface Page extends PageTitle {
  source: string;
  address: string;
  rendered: RenderedMarkdown;
}

const SEARCH_INDEX = 'search/search_index.json';

/** Renders all pages of a site, and lets others work between two pages. */
export async function renderSite(input: SiteInput): Promise<Site> {
  const warnings = [...input.config.warnings];
  const pages = await renderPages(input, warnings);
  const navigation = navigationOf(input, pages, warnings);
  const stylesheet = stylesheetName(input.stylesheet);
  const files = new Map([[stylesheet, input.stylesheet]]);
  const order = readingOrder(navigation);
  const byFile = new Map(pages.map(page => [page.file, page]));
  for (const page of pages) {
    const place = order.indexOf(page.file);
    files.set(
      `${page.address}index.html`,
      pageHtml({
        ...page,
        siteName: input.config.siteName,
        content: page.rendered.html,
        headings: page.rendered.headings,
        navigation,
        previous: place > 0 ? byFile.get(order[place - 1]) : undefined,
        next: place >= 0 ? byFile.get(order[place + 1]) : undefined,
        editUrl: editUrl(input, page.source),
        addressOf: file => byFile.get(file)?.address ?? '',
        stylesheet,
      }),
    );
  }
  files.set(SEARCH_INDEX, searchIndex(pages));
  return { files, warnings };
}

async function renderPages(
  input: SiteInput,
  warnings: string[],
): Promise<Page[]> {
  const { docsDir } = input.config;
  const documents = withFirstPage(input, onePerAddress(input, warnings));
  const site: SiteFiles = {
    docsDir,
    pages: new Map(documents.map(d => [d.source, pageAddress(d.file)])),
    statics: new Map(input.statics.map(f => [posix.join(docsDir, f), f])),
    sourceAddress: input.sourceAddress,
  };
  const pages: Page[] = [];
  for (const { file, source, text } of documents) {
    const address = pageAddress(file);
    const { title, body } = splitFrontMatter(text);
    const targets = PageTargets.create(site, source, address);
    const rendered = renderMarkdown(body, targets);
    const broken = targets.broken.map(
      href => `${source}: a link leads nowhere: ${href}`,
    );
    warnings.push(...broken);
    pages.push({
      file,
      source,
      address,
      rendered,
      title: title ?? titleOf(file, rendered),
    });
    await setImmediate();
  }
  return pages;
}

/** Two files may ask for one address, like index.md and README.md; the first by name stays. */
function onePerAddress(
  { documents }: SiteInput,
  warnings: string[],
): SiteDocument[] {
  const taken = new Map<string, string>();
  const sorted = [...documents].sort((a, b) =>
    a.file.toLowerCase().localeCompare(b.file.toLowerCase()),
  );
  return sorted.filter(({ file, source }) => {
    const address = pageAddress(file);
    const holder = taken.get(address);
    if (holder !== undefined) {
      warnings.push(`${source} is left out: ${holder} has its address`);
      return false;
    }
    taken.set(address, source);
    return true;
  });
}

/** A site without a first page gets one that lists the others. */
function withFirstPage(
  { config }: SiteInput,
  documents: SiteDocument[],
): SiteDocument[] {
  if (documents.some(({ file }) => pageAddress(file) === '')) return documents;
  const links = documents.map(({ file }) => {
    const title = prettyName(file).replace(/[[\]\\]/g, '\\$&');
    return `- [${title}](<${encodeURI(file)}>)`;
  });
  const file = 'index.md';
  const text = `# ${config.siteName}\n\n${links.join('\n')}\n`;
  return [
    { file, source: posix.join(config.docsDir, file), text },
    ...documents,
  ];
}

/** Undefined for the page that no file stands behind. */
function editUrl(input: SiteInput, source: string): string | undefined {
  return input.documents.some(document => document.source === source)
    ? input.sourceAddress(source)
    : undefined;
}

function titleOf(file: string, { headings }: RenderedMarkdown): string {
  const title = headings.find(({ level }) => level === 1)?.text;
  if (title) return title;
  return pageAddress(file) === '' ? 'Home' : prettyName(file);
}

function navigationOf(
  { config }: SiteInput,
  pages: readonly Page[],
  warnings: string[],
): NavItem[] {
  if (!config.nav) return folderNavigation(pages);
  const byFile = new Map(pages.map(page => [page.file, page]));
  return chosenNavigation(config.nav, byFile, warnings);
}

/** The reader takes a stylesheet of this name only; the hash lets caches keep it. */
function stylesheetName(stylesheet: string): string {
  const hash = createHash('sha256').update(stylesheet).digest('hex');
  return `assets/stylesheets/main.${hash.slice(0, 8)}.min.css`;
}

function searchIndex(pages: readonly Page[]): string {
  const docs = pages.flatMap(({ title, address, rendered: { sections } }) =>
    searchDocuments({ title, address, sections }),
  );
  return JSON.stringify({
    config: { lang: ['en'], separator: '[\\s\\-]+' },
    docs,
  });
}
