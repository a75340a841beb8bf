import { posix } from 'node:path';
import { LinkTargets } from '../markdown/linkTargets';
import { isExternal } from '../markdown/safeLink';
import { relativeAddress } from './paths';

/** Tells the address of a file of the repository on its host; undefined if there is none. */
export type SourceAddress = (pathFromInput: string) => string | undefined;

/** What a site holds, by path inside the input folder. */
export interface SiteFiles {
  docsDir: string;
  /** The address of the page of each Markdown file. */
  pages: ReadonlyMap<string, string>;
  /** The address of each file that is copied as it is. */
  statics: ReadonlyMap<string, string>;
  sourceAddress: SourceAddress;
}

/** Where the links of one page lead: to pages and files of the site, or to the repository. */
export class PageTargets implements LinkTargets {
  readonly #site: SiteFiles;
  readonly #source: string;
  readonly #address: string;
  /** Links of the page that lead nowhere. */
  readonly broken: string[] = [];

  /** `source` is the page's file inside the input folder. */
  static create(site: SiteFiles, source: string, address: string): PageTargets {
    return new PageTargets(site, source, address);
  }

  private constructor(site: SiteFiles, source: string, address: string) {
    this.#site = site;
    this.#source = source;
    this.#address = address;
  }

  link(href: string): string | undefined {
    if (href === '' || href.startsWith('#') || isExternal(href)) return href;
    const end = href.search(/[?#]/);
    const path = end === -1 ? href : href.slice(0, end);
    const rest = end === -1 ? '' : href.slice(end);
    const file = this.#fileAt(path);
    const found = file === undefined ? undefined : this.#addressOf(file);
    if (found === undefined) {
      this.broken.push(href.slice(0, 200));
      return undefined;
    }
    return `${found}${rest}`;
  }

  #fileAt(path: string): string | undefined {
    try {
      const plain = decodeURIComponent(path);
      return plain.startsWith('/')
        ? posix.normalize(plain.slice(1))
        : posix.join(posix.dirname(this.#source), plain);
    } catch {
      return undefined;
    }
  }

  #addressOf(file: string): string | undefined {
    const plain = file.replace(/\/+$/, '');
    const { pages, statics, docsDir, sourceAddress } = this.#site;
    const candidates = [plain, `${plain}.md`].concat(
      ['index.md', 'README.md', 'readme.md'].map(name =>
        posix.join(plain, name),
      ),
    );
    for (const candidate of candidates) {
      const found = pages.get(candidate) ?? statics.get(candidate);
      if (found !== undefined) return relativeAddress(this.#address, found);
    }
    const inDocs = docsDir === '.' || plain.startsWith(`${docsDir}/`);
    return inDocs ? undefined : sourceAddress(plain);
  }
}
