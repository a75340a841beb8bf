import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import appModuleUserSettings from '@backstage/plugin-app-module-user-settings';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorAnswer, jsonAnswer } from './__testUtils__/answers';
import { App } from './App';

const BASE_URL = 'http://portal.test';
const session = {
  profile: { displayName: 'Ada' },
  backstageIdentity: {
    token: 'e30.e30.signature',
    identity: {
      type: 'user',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada', 'group:default/checkout'],
    },
  },
};

const order = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order-service', namespace: 'default', title: 'Orders' },
  spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
};

/** The backend as far as the first page asks it. */
async function backend(input: RequestInfo | URL): Promise<Response> {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  switch (pathname) {
    case '/api/auth/personas/refresh':
      return jsonAnswer(session);
    case '/api/catalog/entities/by-query':
      return jsonAnswer({ items: [order], totalItems: 1, pageInfo: {} });
    case '/api/catalog/entities':
      return jsonAnswer([order]);
    case '/api/environments/sources':
      return jsonAnswer({ items: [] });
    case '/api/environments/changes':
      return jsonAnswer({ items: [] });
    case '/api/notifications/status':
      return jsonAnswer({ unread: 0, read: 0 });
    case '/api/environments/environments':
      return jsonAnswer({ items: [], complete: true });
    case '/api/user-settings/multiget':
      return jsonAnswer({ items: [] });
    default:
      return errorAnswer(404, pathname);
  }
}

/** What the bundler finds in the dependencies of packages/app. */
const discovered = {
  modules: [
    apiDocsPlugin,
    appModuleUserSettings,
    catalogPlugin,
    notificationsPlugin,
    searchPlugin,
    signalsPlugin,
    userSettingsPlugin,
  ].map(feature => ({ name: feature.pluginId, default: feature })),
};

/** What app-config.yaml says that the front end reads. */
const appConfig = {
  app: {
    title: 'Portico',
    baseUrl: BASE_URL,
    packages: 'all',
    signIn: { provider: 'personas' },
    extensions: [{ 'theme:app/light': false }, { 'theme:app/dark': false }],
  },
  backend: { baseUrl: BASE_URL },
  organization: { name: 'Acme' },
};

// The pages are separate chunks, which a cold cache must first compile.
configure({ asyncUtilTimeout: 30_000 });

beforeEach(() => {
  sessionStorage.clear();
  Object.assign(window, { '__@backstage/discovered__': discovered });
  process.env = {
    ...process.env,
    APP_CONFIG: [{ data: appConfig, context: 'test' }] as unknown as string,
  };
  jest.spyOn(global, 'fetch').mockImplementation(backend);
});

describe('App', () => {
  it('should lead from the choice of a person to their home', async () => {
    render(App.createRoot());

    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Sign in as Ada, engineer, group checkout',
      }),
    );

    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: /^Good .*, Ada\./,
      }),
    ).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Orders' })).toBeVisible();
    const nav = screen.getByRole('navigation', { name: 'sidebar nav' });
    expect(
      within(nav).getByRole('link', { name: 'Portico, home' }),
    ).toHaveAttribute('href', '/');
    expect(within(nav).getByRole('link', { name: 'Home' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(document.body).toHaveAttribute('data-theme-name', 'portico');
  }, 90_000);
});
