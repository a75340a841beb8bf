import MarkdownIt from 'markdown-it';
import { Heading } from '../markdown/headings';
import { NavItem } from './navigation';
import { relativeAddress } from './paths';

const { escapeHtml } = new MarkdownIt().utils;

/** All that one page shows. */
export interface PageView {
  siteName: string;
  title: string;
  file: string;
  address: string;
  content: string;
  headings: Heading[];
  navigation: NavItem[];
  previous?: PageLink;
  next?: PageLink;
  /** Where the page is edited, on the repository's host. */
  editUrl?: string;
  /** The address of each page by its file. */
  addressOf: (file: string) => string;
  stylesheet: string;
}

/** Another page of the site. */
export interface PageLink {
  title: string;
  file: string;
}

/** The page in the shape of mkdocs-material, which the reader of TechDocs expects. */
export function pageHtml(view: PageView): string {
  const stylesheet = relativeAddress(view.address, view.stylesheet);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(view.title)} - ${escapeHtml(view.siteName)}</title>
<link rel="stylesheet" href="${escapeHtml(stylesheet)}">
</head>
<body dir="ltr">
<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off" aria-label="Show the navigation">
<label class="md-overlay" for="__drawer"></label>
<header class="md-header" data-md-component="header"><label class="md-header__button md-icon" for="__drawer"></label></header>
<div class="md-container" data-md-component="container">
<main class="md-main" data-md-component="main">
<div class="md-main__inner md-grid">
<div class="md-sidebar md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation">
<div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
<nav class="md-nav md-nav--primary" aria-label="Pages" data-md-level="0">
<p class="md-nav__title">${escapeHtml(view.siteName)}</p>
${navList(view, view.navigation)}
</nav>
</div></div>
</div>
<div class="md-sidebar md-sidebar--secondary" data-md-component="sidebar" data-md-type="toc">
<div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
${contentsNav(view)}
</div></div>
</div>
<div class="md-content" data-md-component="content">
<article class="md-content__inner md-typeset">
${editLink(view)}${view.content}
${pager(view)}
</article>
</div>
</div>
</main>
</div>
</body>
</html>
`;
}

function navList(view: PageView, items: readonly NavItem[]): string {
  const entries = items.map(item => navEntry(view, item)).join('\n');
  return `<ul class="md-nav__list">\n${entries}\n</ul>`;
}

function navEntry(view: PageView, item: NavItem): string {
  const title = `<span class="md-ellipsis">${escapeHtml(item.title)}</span>`;
  if (item.type === 'section') {
    return `<li class="md-nav__item md-nav__item--section"><span class="md-nav__label">${escapeHtml(
      item.title,
    )}</span>\n${navList(view, item.items)}</li>`;
  }
  if (item.type === 'link') {
    const url = escapeHtml(item.url);
    return `<li class="md-nav__item"><a class="md-nav__link" href="${url}">${title}</a></li>`;
  }
  const href = escapeHtml(hrefOf(view, item.file));
  if (item.file !== view.file) {
    return `<li class="md-nav__item"><a class="md-nav__link" href="${href}">${title}</a></li>`;
  }
  return `<li class="md-nav__item md-nav__item--active"><a class="md-nav__link md-nav__link--active" aria-current="page" href="${href}">${title}</a></li>`;
}

function contentsNav({ headings }: PageView): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length === 0) return '';
  const items = shown.map(
    ({ id, level, text }) =>
      `<li class="md-nav__item md-nav__item--level-${level}"><a class="md-nav__link" href="#${escapeHtml(
        encodeURIComponent(id),
      )}"><span class="md-ellipsis">${escapeHtml(text)}</span></a></li>`,
  );
  return `<nav class="md-nav md-nav--secondary" aria-label="On this page">
<p class="md-nav__title">On this page</p>
<ul class="md-nav__list" data-md-component="toc">\n${items.join('\n')}\n</ul>
</nav>`;
}

function editLink({ editUrl }: PageView): string {
  return editUrl === undefined
    ? ''
    : `<a class="md-content__edit" href="${escapeHtml(
        editUrl,
      )}" title="Edit this page">Edit</a>\n`;
}

function pager(view: PageView): string {
  const link = (to: PageLink | undefined, word: string, name: string) =>
    to === undefined
      ? ''
      : `<a class="md-pager__link md-pager__link--${name}" href="${escapeHtml(
          hrefOf(view, to.file),
        )}" rel="${name}"><span>${word}</span> ${escapeHtml(to.title)}</a>`;
  const links = `${link(view.previous, 'Before', 'prev')}${link(
    view.next,
    'Next',
    'next',
  )}`;
  return links === ''
    ? ''
    : `<nav class="md-pager" aria-label="Reading on">${links}</nav>`;
}

function hrefOf({ address, addressOf }: PageView, file: string): string {
  return relativeAddress(address, addressOf(file));
}
