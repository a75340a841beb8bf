import { posix } from 'node:path';
import { NavEntry } from './readNav';

/** An entry of the navigation that leads somewhere. */
export type NavItem =
  | { type: 'page'; title: string; file: string }
  | { type: 'link'; title: string; url: string }
  | { type: 'section'; title: string; items: NavItem[] };

/** What the navigation must know of a page. */
export interface PageTitle {
  file: string;
  title: string;
}

/** The navigation that `mkdocs.yml` asks for; entries without a page are named in `warnings`. */
export function chosenNavigation(
  entries: readonly NavEntry[],
  pages: ReadonlyMap<string, PageTitle>,
  warnings: string[],
): NavItem[] {
  return entries.flatMap((entry): NavItem[] => {
    if (entry.type === 'link') return [entry];
    if (entry.type === 'section') {
      const items = chosenNavigation(entry.entries, pages, warnings);
      return items.length === 0
        ? []
        : [{ type: 'section', title: entry.title, items }];
    }
    const page = pages.get(entry.file);
    if (!page) {
      warnings.push(`mkdocs.yml: nav names ${entry.file}, which is not there`);
      return [];
    }
    const { file } = entry;
    return [{ type: 'page', title: entry.title ?? page.title, file }];
  });
}

/** The navigation as the folders are: pages first, then one section a folder. */
export function folderNavigation(
  pages: readonly PageTitle[],
  folder = '',
): NavItem[] {
  const here = pages
    .filter(({ file }) => folderOf(file) === folder)
    .sort((a, b) => orderOf(a.file).localeCompare(orderOf(b.file)))
    .map(({ file, title }): NavItem => ({ type: 'page', title, file }));
  const sections = childFolders(pages, folder).map(
    (child): NavItem => ({
      type: 'section',
      title: prettyName(child),
      items: folderNavigation(
        pages.filter(({ file }) => file.startsWith(`${child}/`)),
        child,
      ),
    }),
  );
  return [...here, ...sections];
}

function childFolders(pages: readonly PageTitle[], folder: string): string[] {
  const start = folder === '' ? '' : `${folder}/`;
  const names = pages
    .map(({ file }) => file.slice(start.length).split('/'))
    .filter(parts => parts.length > 1)
    .map(([name]) => `${start}${name}`);
  return [...new Set(names)].sort();
}

function folderOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === '.' ? '' : folder;
}

function orderOf(file: string): string {
  return /(^|\/)(index|readme)\.md$/i.test(file) ? '' : file;
}

/** A title for what has none: the name of the file or folder as words. */
export function prettyName(path: string): string {
  const words = posix
    .basename(path)
    .replace(/\.md$/i, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? path : words[0].toUpperCase() + words.slice(1);
}

/** The pages of a navigation in reading order. */
export function readingOrder(items: readonly NavItem[]): string[] {
  return items.flatMap(item => {
    if (item.type === 'section') return readingOrder(item.items);
    return item.type === 'page' ? [item.file] : [];
  });
}
