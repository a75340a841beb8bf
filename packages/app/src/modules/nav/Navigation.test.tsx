import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  NotificationsApi,
  notificationsApiRef,
} from '@backstage/plugin-notifications';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import { SearchApi, searchApiRef } from '@backstage/plugin-search-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { navModule } from './navModule';

/** A plugin with one page, as the sidebar finds it. */
function aPage(pluginId: string, title: string, path: string) {
  const routeRef = createRouteRef();
  return createFrontendPlugin({
    pluginId,
    extensions: [
      PageBlueprint.make({
        params: {
          path,
          title,
          routeRef,
          icon: <svg data-testid={`icon-of-${pluginId}`} />,
          loader: async () => <h1>{title} page</h1>,
        },
      }),
    ],
    routes: { root: routeRef },
  });
}

const searchApi: SearchApi = { query: async () => ({ results: [] }) };

/** The notices of a person, as far as the sidebar asks. */
function notices(unread: number): NotificationsApi {
  const api: Partial<NotificationsApi> = {
    getStatus: async () => ({ unread, read: 0 }),
  };
  return api as NotificationsApi;
}

async function renderNavigation(
  at = '/catalog',
  options: { unread?: number } = {},
) {
  renderTestApp({
    features: [
      navModule,
      aPage('zebra', 'Zebra', '/zebra'),
      aPage('user-settings', 'Settings', '/settings'),
      searchPlugin,
      aPage('catalog-graph', 'Service map', '/catalog-graph'),
      aPage('connections', 'Connections', '/connections'),
      aPage('techdocs', 'Docs', '/docs'),
      ...(options.unread === undefined ? [] : [notificationsPlugin]),
      aPage('api-docs', 'APIs', '/api-docs'),
      aPage('environments', 'Environments', '/environments'),
      aPage('scaffolder', 'Create', '/create'),
      aPage('catalog', 'Catalog', '/catalog'),
      aPage('portico-home', 'Home', '/'),
    ],
    apis: [
      mockApis.identity({ displayName: 'Ada' }),
      [searchApiRef, searchApi],
      [notificationsApiRef, notices(options.unread ?? 0)],
    ],
    initialRouteEntries: [at],
  });
  const nav = await screen.findByRole('navigation', { name: 'sidebar nav' });
  await within(nav).findByRole('link', { name: 'Ada, Settings' });
  return nav;
}

describe('Navigation', () => {
  it('should list the pages in the order of use, what is new after them', async () => {
    const nav = await renderNavigation();

    expect(
      within(nav)
        .getAllByRole('link')
        .map(link => [
          link.getAttribute('aria-label'),
          link.getAttribute('href'),
        ]),
    ).toEqual([
      ['Portico, home', '/'],
      ['Home', '/'],
      ['Catalog', '/catalog'],
      ['Create', '/create'],
      ['Environments', '/environments'],
      ['APIs', '/api-docs'],
      ['Docs', '/docs'],
      ['Connections', '/connections'],
      ['Service map', '/catalog-graph'],
      ['Zebra', '/zebra'],
      ['Ada, Settings', '/settings'],
    ]);
  });

  it.each([
    [0, 'Notifications', undefined],
    [3, 'Notifications, 3 unread', '3'],
    [100, 'Notifications, 100 unread', '99+'],
  ])(
    'should say how many notices are unread: %d',
    async (unread, name, shown) => {
      const nav = await renderNavigation('/catalog', { unread });

      const link = await within(nav).findByRole('link', { name });
      expect(link).toHaveAttribute('href', '/notifications');
      expect(
        link.querySelector('[data-count]')?.getAttribute('data-count'),
      ).toBe(shown);
    },
  );

  it('should say where the reader is', async () => {
    const nav = await renderNavigation('/environments');

    expect(
      within(nav)
        .getAllByRole('link')
        .filter(link => link.getAttribute('aria-current') === 'page')
        .map(link => link.getAttribute('aria-label')),
    ).toEqual(['Environments']);
  });

  it('should give known pages one family of icons and leave others their own', async () => {
    const nav = await renderNavigation();

    expect(within(nav).queryByTestId('icon-of-catalog')).toBeNull();
    expect(within(nav).getByTestId('icon-of-zebra')).toBeVisible();
  });

  it('should be walked with the keyboard alone', async () => {
    const nav = await renderNavigation();
    within(nav).getByRole('link', { name: 'Home' }).focus();

    await userEvent.tab();
    await userEvent.tab();
    expect(within(nav).getByRole('link', { name: 'Create' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');

    expect(
      await screen.findByRole('heading', { name: 'Create page' }),
    ).toBeVisible();
  });

  it('should open the search over the page', async () => {
    const nav = await renderNavigation();

    await userEvent.click(within(nav).getByRole('button', { name: 'Search' }));

    expect(await screen.findByRole('dialog')).toBeVisible();
  });
});
