import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ORDER } from '../../__testUtils__/aCell';
import {
  aDoraReport,
  anEmptyDoraReport,
} from '../../__testUtils__/aDoraReport';
import {
  FakeDeploymentsApi,
  httpError,
} from '../../__testUtils__/FakeDeploymentsApi';
import { renderElement } from '../../__testUtils__/renderPage';
import { DoraPanel } from './DoraPanel';
import { readWindow } from './useDora';

const DAY_MS = 24 * 60 * 60 * 1_000;

function open(
  api: FakeDeploymentsApi,
  search = '',
  environments?: readonly string[],
) {
  return renderElement(
    <DoraPanel entityRef={ORDER} environments={environments} />,
    `/deployments${search}`,
    { api },
  );
}

describe('DoraPanel', () => {
  it('should show five values, each with what it was made of', async () => {
    open(new FakeDeploymentsApi());
    const tiles = await screen.findAllByRole('listitem');
    expect(tiles.map(tile => tile.textContent)).toEqual([
      expect.stringMatching(
        /^Deployment frequency5\.4 a weekWeekly23 deployments in 30 days/,
      ),
      expect.stringMatching(
        /^Change lead time2 h 10 minMedian of 34 commits7 of 9 deployments tell their commits/,
      ),
      expect.stringMatching(
        /^Change fail rate17\.4 %4 of 23 deployments failed/,
      ),
      expect.stringMatching(
        /^Failed deployment recovery time45 min3 of 4 that failed have recovered/,
      ),
      expect.stringMatching(
        /^Deployment rework rate8\.7 %2 of 23 deployments were repairs/,
      ),
    ]);
    expect(
      screen.getByText(/prod · calendar days of Europe\/Berlin/),
    ).toBeVisible();
    expect(
      screen.getByRole('img', {
        name: '23 deployments in 30 days, at most 5 a day; 20 days without any',
      }),
    ).toBeVisible();
  });

  it('should have no value, and not 0, where nothing was deployed', async () => {
    const api = new FakeDeploymentsApi();
    api.onDora = anEmptyDoraReport;
    open(api);
    const tiles = await screen.findAllByRole('listitem');
    for (const tile of tiles) {
      expect(tile).toHaveTextContent(
        /n\/aThere was no deployment in this time\./,
      );
      expect(tile).not.toHaveTextContent(/\b0\b/);
    }
    expect(
      screen.getByRole('img', { name: 'No deployment in 30 days' }),
    ).toBeVisible();
  });

  it('should explain a metric to whoever asks', async () => {
    open(new FakeDeploymentsApi());
    const [frequency] = await screen.findAllByRole('listitem');
    const meaning = within(frequency).getByText(/Days without a deployment/);
    expect(meaning).not.toBeVisible();
    await userEvent.click(within(frequency).getByText('What it means'));
    expect(meaning).toBeVisible();
  });

  it('should mark what is invented, and say what is left out', async () => {
    const api = new FakeDeploymentsApi();
    api.onDora = () =>
      aDoraReport({ origin: 'sample', otherOrigins: 3, failedAttempts: 2 });
    open(api);
    expect(await screen.findByText('sample')).toBeVisible();
    expect(
      screen.getByText('3 real records not counted with these.'),
    ).toBeVisible();
    expect(
      screen.getByText(
        '2 attempts never became a success, and count as no deployment.',
      ),
    ).toBeVisible();
  });

  it('should ask for what the address names', async () => {
    const api = new FakeDeploymentsApi();
    open(api, '?environment=staging&window=7d&zone=Asia/Tokyo');
    await screen.findAllByRole('listitem');
    const [query] = api.doraQueries;
    expect(query).toMatchObject({
      entityRef: ORDER,
      environment: 'staging',
      zone: 'Asia/Tokyo',
    });
    expect(Date.parse(query.to) - Date.parse(query.from)).toBe(7 * DAY_MS);
  });

  it('should keep window, zone and environment in the address', async () => {
    const api = new FakeDeploymentsApi();
    const page = open(api, '?zone=Asia/Tokyo', ['staging', 'prod']);
    await screen.findAllByRole('listitem');
    // Nothing was chosen, so the server did, and the page tells.
    expect(
      screen.getByRole('button', {
        name: /prod.*Environment|Environment.*prod/,
      }),
    ).toBeVisible();
    const choose = async (what: RegExp, option: string) => {
      await userEvent.click(screen.getByRole('button', { name: what }));
      await userEvent.click(
        await screen.findByRole('option', { name: option }),
      );
    };
    await choose(/Environment/, 'staging');
    await choose(/Window/, 'Last 90 days');
    await choose(/Time zone/, 'UTC');
    await waitFor(() =>
      expect([...new URLSearchParams(page.search())].sort()).toEqual([
        ['environment', 'staging'],
        ['window', '90d'],
        ['zone', 'UTC'],
      ]),
    );
    await waitFor(() =>
      expect(api.doraQueries.at(-1)).toMatchObject({
        environment: 'staging',
        zone: 'UTC',
      }),
    );
  });

  it('should say why it can not tell', async () => {
    const api = new FakeDeploymentsApi();
    api.failure = httpError(400, 'zone must be a zone such as Europe/Berlin');
    open(api, '?zone=Nowhere');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Could not load the five metrics of DORA.*Zone must be a zone/,
    );
    expect(screen.queryByText('n/a')).toBeNull();
  });
});

describe('readWindow', () => {
  it('should take 30 days for a window that there is not', () => {
    expect(['7d', '180d', '1000d', '', null].map(readWindow)).toEqual([
      7, 180, 30, 30, 30,
    ]);
  });
});
