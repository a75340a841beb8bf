import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  CatalogApi,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  errorAnswer,
  errorOfAnswer,
  jsonAnswer,
} from '../../__testUtils__/answers';
import { aComponent, aTemplate } from '../../__testUtils__/entities';
import { anEnvironment, anEstimate } from '../../__testUtils__/environments';
import { HomeAt } from './HomePage';
import { templateRouteRef } from './routes';

const morning = new Date(2026, 10, 25, 8, 30);
const orders = aComponent('order-service', { title: 'Orders' });

const environmentsBackend = jest.fn<Promise<Response>, [RequestInfo | URL]>();

beforeEach(() => {
  environmentsBackend.mockReset();
  environmentsBackend.mockImplementation(async () =>
    jsonAnswer({ items: [], complete: true }),
  );
});

function renderHome(options: {
  catalogApi: CatalogApi;
  owns?: string[];
  stepsDone?: string[];
}) {
  const storage = mockApis.storage();
  storage
    .forBucket('portico-home')
    .set('first-steps-done', options.stepsDone ?? []);
  renderInTestApp(<HomeAt now={morning} />, {
    apis: [
      mockApis.identity({
        userEntityRef: 'user:default/ada',
        ownershipEntityRefs: options.owns ?? [
          'user:default/ada',
          'group:default/checkout',
        ],
        displayName: 'Ada',
      }),
      storage,
      mockApis.fetch({ baseImplementation: environmentsBackend }),
      [catalogApiRef, options.catalogApi],
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create/templates/:namespace/:templateName': templateRouteRef,
    },
  });
  return { storage };
}

function failingCatalog(error: unknown) {
  return catalogApiMock.mock({
    getEntities: jest.fn().mockRejectedValue(error),
  });
}

describe('HomePage', () => {
  it('should greet by the hour and link to each owned service', async () => {
    renderHome({ catalogApi: catalogApiMock({ entities: [orders] }) });

    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'Good morning, Ada.',
      }),
    ).toBeVisible();
    const services = screen.getByRole('region', { name: 'My services' });
    expect(
      await within(services).findByRole('link', { name: 'Orders' }),
    ).toHaveAttribute('href', '/catalog/default/component/order-service');
    expect(screen.getByText('Wednesday 25 November')).toBeVisible();
  });

  it('should show placeholders, and what they wait for after ten seconds', async () => {
    jest.useFakeTimers();
    try {
      const getEntities = () => new Promise<never>(() => {});
      renderHome({ catalogApi: catalogApiMock.mock({ getEntities }) });
      await act(async () => jest.advanceTimersByTime(9_000));

      expect(screen.getByText('Loading your services')).toBeInTheDocument();
      expect(screen.queryByText(/Still waiting/)).toBeNull();

      await act(async () => jest.advanceTimersByTime(2_000));
      expect(screen.getByText('Still waiting for the catalog.')).toBeVisible();
    } finally {
      jest.useRealTimers();
    }
  });

  it('should say why nothing is listed and offer one way on', async () => {
    renderHome({
      catalogApi: catalogApiMock({ entities: [] }),
      owns: [
        'user:default/margaret',
        'group:default/platform-approvers',
        'group:default/finops',
      ],
    });

    expect(
      await screen.findByText(
        'Your groups finops and platform-approvers own no service.',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See all services' }),
    ).toHaveAttribute('href', '/catalog?filters[user]=all');
  });

  it('should give the reason of a failure and read again on request', async () => {
    const getEntities = jest
      .fn()
      .mockRejectedValueOnce(
        await errorOfAnswer(503, 'the catalog is starting'),
      )
      .mockResolvedValueOnce({ items: [orders] });
    renderHome({ catalogApi: catalogApiMock.mock({ getEntities }) });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not read your services');
    expect(alert).toHaveTextContent('the catalog is starting');

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Orders' })).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('should name the missing permission and who grants it', async () => {
    renderHome({ catalogApi: failingCatalog(await errorOfAnswer(403, 'no')) });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('You may not see your services');
    expect(alert).toHaveTextContent(
      'It takes the permission catalog.entity.read. Members of platform can grant it.',
    );
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('should say so when the portal does not answer', async () => {
    renderHome({
      catalogApi: failingCatalog(new TypeError('Failed to fetch')),
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal does not answer.',
    );
  });

  it('should offer a new service only where its template exists', async () => {
    renderHome({
      catalogApi: catalogApiMock({
        entities: [orders, aTemplate('new-service')],
      }),
    });

    expect(
      await screen.findByRole('link', { name: 'Create service' }),
    ).toHaveAttribute('href', '/create/templates/default/new-service');
    expect(
      screen.getByRole('link', { name: 'Create environment' }),
    ).toHaveAttribute('href', '/environments/new');
  });

  it('should not offer a new service without its template', async () => {
    renderHome({ catalogApi: catalogApiMock({ entities: [orders] }) });

    await screen.findByRole('link', { name: 'Orders' });
    expect(screen.queryByText('Create service')).toBeNull();
  });
});

describe('EnvironmentsPanel', () => {
  const catalogApi = catalogApiMock({ entities: [] });
  const panel = () => screen.findByRole('region', { name: 'Environments' });

  it('should list what needs somebody first, with price and end', async () => {
    environmentsBackend.mockResolvedValue(
      jsonAnswer({
        complete: true,
        items: [
          anEnvironment('dev', { origin: 'sample' }),
          anEnvironment('staging', {
            state: 'failed',
            expiresAt: '2026-11-28T09:00:00Z',
            estimate: anEstimate('239.07', { atLeast: true }),
          }),
          anEnvironment('prod', {
            estimate: { status: 'unavailable', reason: 'no prices' },
          }),
        ],
      }),
    );
    renderHome({ catalogApi });

    const rows = await within(await panel()).findAllByRole('listitem');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(
        /^stagingdev · us-west-2 · at least \$239\.07 a month · expires in \d days?failed$/,
      ),
      'devsampledev · us-west-2ready',
      'proddev · us-west-2 · estimate unavailableready',
    ]);
    expect(screen.getByRole('link', { name: 'staging' })).toHaveAttribute(
      'href',
      '/environments/staging',
    );
    expect(environmentsBackend.mock.calls).toHaveLength(1);
  });

  it('should offer to create the first where there is none', async () => {
    renderHome({ catalogApi });

    expect(
      await screen.findByRole('link', { name: 'Create the first' }),
    ).toHaveAttribute('href', '/environments/new');
  });

  it('should not call an incomplete answer empty', async () => {
    environmentsBackend
      .mockResolvedValueOnce(jsonAnswer({ items: [], complete: false }))
      .mockResolvedValueOnce(
        jsonAnswer({ items: [anEnvironment('dev')], complete: false }),
      );
    renderHome({ catalogApi });

    expect(
      await screen.findByText(
        'No environment could be read: not every source answered.',
      ),
    ).toBeVisible();
    expect(screen.queryByText('There is no environment yet.')).toBeNull();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'dev' })).toBeVisible();
    expect(
      screen.getByText('Some may be missing: not every source answered.'),
    ).toBeVisible();
  });

  it('should say when environments are not set up', async () => {
    environmentsBackend.mockResolvedValue(errorAnswer(404, 'no'));
    renderHome({ catalogApi });

    expect(
      await within(await panel()).findByText(/Environments are not set up/),
    ).toHaveTextContent('add @portico/plugin-environments-backend');
  });

  it('should fail alone, with the reason, and read again on request', async () => {
    environmentsBackend.mockResolvedValueOnce(
      errorAnswer(500, 'database is locked'),
    );
    renderHome({ catalogApi: catalogApiMock({ entities: [orders] }) });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'database is locked',
    );
    expect(await screen.findByRole('link', { name: 'Orders' })).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('There is no environment yet.'),
    ).toBeVisible();
  });

  it('should name what it can not read in an answer of another shape', async () => {
    environmentsBackend.mockResolvedValue(
      jsonAnswer({ items: [{ name: 'dev' }], complete: true }),
    );
    renderHome({ catalogApi });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /something this page can't read, at items\.0\.\w+/,
    );
  });
});

describe('FirstSteps', () => {
  const catalogApi = catalogApiMock({ entities: [orders] });

  it('should lead to the first service and mark what was done', async () => {
    renderHome({ catalogApi, stepsDone: ['api'] });

    const steps = await screen.findByRole('region', { name: 'First steps' });
    await waitFor(() =>
      expect(
        within(steps).getByRole('link', { name: 'Look at a service' }),
      ).toHaveAttribute('href', '/catalog/default/component/order-service'),
    );
    expect(
      within(steps).getByRole('link', { name: 'Read an API (done)' }),
    ).toHaveAttribute('href', '/api-docs');
  });

  it('should leave when it is hidden, and stay away', async () => {
    const { storage } = renderHome({ catalogApi });

    await userEvent.click(await screen.findByRole('button', { name: 'Hide' }));

    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull(),
    );
    expect(
      storage.forBucket('portico-home').snapshot('first-steps-done').value,
    ).toEqual(['service', 'graph', 'api', 'environment']);
  });

  it('should not be there when all was done before', async () => {
    renderHome({
      catalogApi,
      stepsDone: ['service', 'graph', 'api', 'environment'],
    });

    await screen.findByRole('link', { name: 'Orders' });
    expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();
  });

  it('should remember a step that was taken', async () => {
    const { storage } = renderHome({ catalogApi });

    await userEvent.click(
      await screen.findByRole('link', { name: 'Read an API' }),
    );

    await waitFor(() =>
      expect(
        storage.forBucket('portico-home').snapshot('first-steps-done').value,
      ).toEqual(['api']),
    );
  });
});
