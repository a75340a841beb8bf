import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorAnswer, jsonAnswer } from '../../__testUtils__/answers';
import { anEnvironment, anEstimate } from '../../__testUtils__/environments';
import { EnvironmentsPanel } from './EnvironmentsPanel';
import { orders, renderHome } from './__testUtils__/renderHome';

const environmentsBackend = jest.fn<Promise<Response>, [RequestInfo | URL]>();

/** Nothing is known of changes here; the rest is up to each test. */
async function backend(input: RequestInfo | URL): Promise<Response> {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  return pathname.endsWith('/changes')
    ? jsonAnswer({ items: [] })
    : environmentsBackend(input);
}

beforeEach(() => {
  environmentsBackend.mockReset();
  environmentsBackend.mockImplementation(async () =>
    jsonAnswer({ items: [], complete: true }),
  );
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
    renderHome({ catalogApi, environmentsBackend: backend });

    const rows = await within(await panel()).findAllByRole('listitem');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(
        /^stagingdev · expires in \d days? · at least \$239\.07 a monthFailed$/,
      ),
      'devsampledevReady',
      'proddev · estimate unavailableReady',
    ]);
    expect(screen.getByRole('link', { name: 'staging' })).toHaveAttribute(
      'href',
      '/environments/staging',
    );
  });

  it('should list what is the reader’s own before those of others', async () => {
    environmentsBackend.mockResolvedValue(
      jsonAnswer({
        complete: true,
        items: [
          anEnvironment('staging', { state: 'failed' }),
          anEnvironment('dev', { owner: 'group:default/checkout' }),
        ],
      }),
    );
    renderHome({ catalogApi, environmentsBackend: backend });

    await within(await panel()).findByText('Yours');
    const links = within(await panel()).getAllByRole('link');
    expect(links.map(link => link.textContent)).toEqual([
      'All',
      'dev',
      'staging',
    ]);
    expect(
      within(await panel())
        .getAllByRole('heading', { level: 3 })
        .map(title => title.textContent),
    ).toEqual(['Yours', 'Others']);
  });

  it('should not call environments somebody else’s before it is known who reads', async () => {
    renderInTestApp(
      <EnvironmentsPanel
        environments={{
          status: 'ready',
          at: 0,
          value: {
            installed: true,
            items: [anEnvironment('dev', { owner: 'group:default/checkout' })],
            complete: true,
          },
        }}
        owns={undefined}
        now={new Date()}
        onRetry={() => undefined}
      />,
    );

    expect(await screen.findByRole('link', { name: 'dev' })).toBeVisible();
    expect(screen.queryByRole('heading', { level: 3 })).toBeNull();
  });

  it('should offer to create the first where there is none', async () => {
    renderHome({ catalogApi, environmentsBackend: backend });

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
    renderHome({ catalogApi, environmentsBackend: backend });

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
    renderHome({ catalogApi, environmentsBackend: backend });

    expect(
      await within(await panel()).findByText(/Environments are not set up/),
    ).toHaveTextContent('add @portico/plugin-environments-backend');
  });

  it('should fail alone, with the reason, and read again on request', async () => {
    environmentsBackend.mockResolvedValueOnce(
      errorAnswer(500, 'database is locked'),
    );
    renderHome({
      catalogApi: catalogApiMock({ entities: [orders] }),
      environmentsBackend: backend,
    });

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
    renderHome({ catalogApi, environmentsBackend: backend });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /something this page can't read, at items\.0\.\w+/,
    );
  });
});
