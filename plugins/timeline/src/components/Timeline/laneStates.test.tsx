import { act, screen, within } from '@testing-library/react';
import { userEvent as events } from '@testing-library/user-event';
import { anItem } from '../../__testUtils__/anItem';
import { aProblem, FakeLane } from '../../__testUtils__/FakeLane';
import { NOON, renderCard } from '../../__testUtils__/renderCard';

jest.mock('../../time/times', () => ({
  ...jest.requireActual('../../time/times'),
  viewerZone: () => 'Europe/Berlin',
}));

/** What stands in a lane. */
async function laneOf(title: string) {
  return within(await screen.findByRole('region', { name: title }));
}

let now: number;

beforeEach(() => {
  now = NOON;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

describe('a lane', () => {
  it('should show a skeleton of its own until it is there', async () => {
    const lane = new FakeLane('Deployments');
    lane.answer = () => new Promise(() => {});
    renderCard([lane]);
    const { getByRole, queryByText } = await laneOf('Deployments');
    expect(getByRole('status')).toHaveTextContent('Loading deployments');
    expect(queryByText(/^No deployments/)).not.toBeInTheDocument();
  });

  it('should say that nothing happened, where that is known', async () => {
    renderCard([new FakeLane('Deployments'), new FakeLane('SLO burn')]);
    expect(
      await screen.findByText('No deployments in these 7 days'),
    ).toBeVisible();
    expect(screen.getByText('No SLO burn in these 7 days')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('should name the permission and who grants it', async () => {
    const lane = new FakeLane('Deployments');
    lane.permission = 'deployments.read';
    lane.answer = () => ({
      problem: aProblem({ kind: 'not-allowed', message: 'Ask the platform' }),
    });
    renderCard([lane]);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      "You are not allowed to see deployments. It needs the permission deployments.read. Whoever keeps the portal's permission policy can grant it; usually that is the platform team. The portal said: Ask the platform",
    );
    expect(screen.queryByText(/^No deployments/)).not.toBeInTheDocument();
  });

  it('should say that nothing is installed which could tell', async () => {
    const lane = new FakeLane('Deployments');
    lane.answer = () => ({
      problem: aProblem({ kind: 'not-installed', message: 'Not there.' }),
    });
    renderCard([lane]);
    expect(
      await screen.findByText('Nobody tells of deployments here. Not there.'),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('should lead back to the sign-in', async () => {
    const lane = new FakeLane('Deployments');
    lane.answer = () => ({ problem: aProblem({ kind: 'signed-out' }) });
    renderCard([lane]);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your sign-in has ended. Sign in again to see deployments.',
    );
    expect(screen.getByRole('button', { name: 'Sign in again' })).toBeVisible();
  });

  it('should name the source that is down, and ask again', async () => {
    const userEvent = events.setup();
    const lane = new FakeLane('SLO burn');
    lane.answer = () => ({ problem: aProblem() });
    renderCard([lane]);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not read SLO burn from slo: Prometheus has not answered since 10:42. What happened is not known right now.',
    );
    lane.answer = () => ({ items: [] });
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByText('No SLO burn in these 7 days'),
    ).toBeVisible();
    expect(lane.queries).toHaveLength(2);
  });

  it('should keep what it knew while its source is down, with its age', async () => {
    const userEvent = events.setup();
    const lane = new FakeLane('Deployments');
    lane.answer = () => ({ items: [anItem()] });
    renderCard([lane]);
    await screen.findByRole('link', { name: /^Deployed 1.5.0 to prod/ });
    lane.answer = () => ({ problem: aProblem() });
    now += 180_000;
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(
      await screen.findByText(
        'Showing what was known at 13:00, 3 min ago. slo: Prometheus has not answered since 10:42.',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /^Deployed 1.5.0 to prod/ }),
    ).toBeVisible();
    lane.answer = () => ({ items: [anItem()] });
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await screen.findByRole('link', { name: /^Deployed 1.5.0 to prod/ });
    expect(screen.queryByText(/^Showing what was known/))
      .not //
      .toBeInTheDocument();
  });

  it('should say that it holds more than it shows', async () => {
    const lane = new FakeLane('Deployments');
    lane.answer = () => ({ items: [anItem()], more: true });
    renderCard([lane]);
    expect(
      await screen.findByText(
        'More happened than the 1 shown. Choose a smaller window to see all of it.',
      ),
    ).toBeVisible();
  });

  it('should not say that nothing happened where it does not know all of it', async () => {
    const lane = new FakeLane('Deployments');
    lane.answer = () => ({ items: [], more: true });
    renderCard([lane]);
    expect(
      await screen.findByText(/^More happened than the 0 shown/),
    ).toBeVisible();
    expect(screen.queryByText(/^No deployments/)).not.toBeInTheDocument();
  });

  it('should fail alone', async () => {
    const works = new FakeLane('Deployments');
    works.answer = () => ({ items: [anItem()] });
    const throws = new FakeLane('SLO burn');
    throws.answer = () => {
      throw new Error('it broke');
    };
    const waits = new FakeLane('Load tests');
    waits.answer = () => new Promise(() => {});
    renderCard([throws, works, waits]);
    expect(
      (await laneOf('Deployments')).getByRole('link', {
        name: /^Deployed 1.5.0/,
      }),
    ).toBeVisible();
    expect((await laneOf('SLO burn')).getByRole('alert')).toHaveTextContent(
      'it broke',
    );
    expect((await laneOf('Load tests')).getByRole('status')).toHaveTextContent(
      'Loading load tests',
    );
  });

  it('should say where no plugin brings one', async () => {
    renderCard([]);
    expect(
      await screen.findByText(/^No plugin of this portal brings a lane/),
    ).toBeVisible();
  });
});
