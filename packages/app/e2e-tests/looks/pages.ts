import { Locator, Page } from '@playwright/test';
import { allowed } from './allowed';

/** A page to look at. */
export interface Look {
  name: string;
  path: string;
  /** What is there once the page has its data. */
  ready: (page: Page) => Locator;
  /** What Backstage's own page does wrong and a theme can't mend: the rule, and why it may stay. */
  allowed?: Record<string, string>;
}

const text = (words: string | RegExp) => (page: Page) =>
  page.getByText(words).filter({ visible: true }).first();

const title = (words: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { level: 1, name: words });

/** The pages that are Portico's own: nothing is forgiven. */
export const ownPages: Look[] = [
  { name: 'home', path: '/', ready: text(/at least \$[\d,.]+ a month/) },
  { name: 'connections', path: '/connections', ready: text('PostgreSQL') },
  {
    name: 'environments',
    path: '/environments',
    ready: text(/at least \$[\d,.]+ a month/),
  },
  {
    name: 'create form',
    path: '/environments/new',
    ready: text(/at least \$[\d,.]+ a month/),
  },
  {
    name: 'change form',
    path: '/environments/staging/change',
    ready: text('Nothing differs from what is there today.'),
  },
  {
    name: 'environment',
    path: '/environments/staging',
    ready: text(/at least \$[\d,.]+ a month/),
  },
  {
    name: 'deployments',
    path: '/deployments',
    ready: text(/of \d+ deployments failed/),
  },
  {
    name: 'deployments of a service',
    path: '/catalog/default/component/order-service/deployments',
    ready: text(/of \d+ deployments failed/),
  },
  {
    name: 'approvals',
    path: '/environments/approvals',
    ready: text('Waiting for approval'),
  },
];

/** A change that waits for whoever looks. */
export const changePage = (path: string): Look => ({
  name: 'change',
  path,
  ready: page => page.getByRole('button', { name: /^Approve/ }),
});

/** Backstage's own pages, restyled by the theme alone. */
export const stockPages: Look[] = [
  {
    name: 'catalog',
    allowed: { ...allowed.waiting, ...allowed.main, ...allowed.table },
    path: '/catalog',
    ready: title(/Catalog/),
  },
  {
    name: 'entity',
    allowed: allowed.waiting,
    path: '/catalog/default/component/order-service',
    ready: text('Depends on components'),
  },
  {
    name: 'create',
    allowed: { ...allowed.main, ...allowed.tabs, ...allowed.picker },
    path: '/create',
    ready: text('Create environment'),
  },
  {
    name: 'tasks',
    allowed: { ...allowed.main, ...allowed.tabs, ...allowed.table },
    path: '/create/tasks',
    ready: text(/^Tasks/),
  },
  {
    name: 'APIs',
    allowed: { ...allowed.waiting, ...allowed.main, ...allowed.table },
    path: '/api-docs',
    ready: title(/API/),
  },
  {
    name: 'docs',
    allowed: { ...allowed.main, ...allowed.table },
    path: '/docs',
    ready: text(/^All \(\d/),
  },
  {
    name: 'search',
    allowed: { ...allowed.main, ...allowed.results },
    path: '/search?query=order',
    ready: page => page.getByRole('link', { name: /Order database/ }),
  },
  {
    name: 'notifications',
    allowed: { ...allowed.main, ...allowed.table, ...allowed.handles },
    path: '/notifications',
    ready: text(/^Unread/),
  },
  {
    name: 'settings',
    allowed: { ...allowed.main, ...allowed.tabs },
    path: '/settings',
    ready: text('Appearance'),
  },
  {
    name: 'service map',
    allowed: { ...allowed.main, ...allowed.waiting },
    path: '/catalog-graph',
    ready: text('Filters'),
  },
];
