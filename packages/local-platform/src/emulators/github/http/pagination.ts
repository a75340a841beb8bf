import { Answer, json } from './Answer';

/** Which part of a list is wanted. */
export interface Page {
  page: number;
  perPage: number;
}

const DEFAULT_PER_PAGE = 30;
const MAX_PER_PAGE = 100;

/** Reads `page` and `per_page`; GitHub takes its defaults for whatever makes no sense. */
export function readPage(query: URLSearchParams): Page {
  const perPage = positive(query.get('per_page')) ?? DEFAULT_PER_PAGE;
  return {
    page: Math.min(positive(query.get('page')) ?? 1, 1_000_000),
    perPage: Math.min(perPage, MAX_PER_PAGE),
  };
}

/** The entries of one page. */
export function slicePage<T>(items: readonly T[], page: Page): T[] {
  const start = (page.page - 1) * page.perPage;
  return items.slice(start, start + page.perPage);
}

/** The headers that lead to the other pages. */
export function linkHeader(
  url: string,
  { page, perPage }: Page,
  total: number,
): Record<string, string> {
  const last = Math.max(1, Math.ceil(total / perPage));
  const links: string[] = [];
  const add = (rel: string, target: number) => {
    const link = new URL(url);
    link.searchParams.set('page', String(target));
    links.push(`<${link}>; rel="${rel}"`);
  };
  if (page > 1) {
    add('prev', page - 1);
  }
  if (page < last) {
    add('next', page + 1);
    add('last', last);
  }
  if (page > 1) {
    add('first', 1);
  }
  return links.length > 0 ? { Link: links.join(', ') } : {};
}

/** One page of a list that is there as a whole. */
export function pagedJson<T>(
  items: readonly T[],
  request: { url: string; page: Page },
  view: (item: T) => unknown,
): Answer {
  return json(
    slicePage(items, request.page).map(view),
    200,
    linkHeader(request.url, request.page, items.length),
  );
}

function positive(text: string | null): number | undefined {
  const number = Number(text ?? '');
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
