import { act, screen, within } from '@testing-library/react';
import { userEvent as events } from '@testing-library/user-event';
import type { LaneAnswer } from '@portico/plugin-timeline-react';
import { anItem } from '../../__testUtils__/anItem';
import { aProblem, deferred, FakeLane } from '../../__testUtils__/FakeLane';
import {
  anEnvironment,
  NOON,
  renderCard,
} from '../../__testUtils__/renderCard';

jest.mock('../../time/times', () => ({
  ...jest.requireActual('../../time/times'),
  viewerZone: () => 'Europe/Berlin',
}));

let now: number;

beforeEach(() => {
  now = NOON;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

/** What the lane was asked last, but for its signal. */
function lastQuery(lane: FakeLane) {
  const { signal, ...query } = lane.queries[lane.queries.length - 1];
  return query;
}

const SEVEN_DAYS = {
  from: '2026-11-18T12:00:00.000Z',
  to: '2026-11-25T12:00:00.000Z',
};

describe('the question', () => {
  it('should be about the component, all environments and seven days at first', async () => {
    const lane = new FakeLane();
    renderCard([lane]);
    await screen.findByText('No deployments in these 7 days');
    expect(lastQuery(lane)).toEqual({
      entityRef: 'component:default/order-service',
      environment: undefined,
      ...SEVEN_DAYS,
    });
    expect(
      screen.getByRole('radio', { name: '7 days', checked: true }),
    ).toBeVisible();
  });

  it('should be about what the address of an alert names', async () => {
    const lane = new FakeLane();
    renderCard([lane], {
      search:
        '?environment=prod&from=2026-11-25T09:00:00Z&to=2026-11-25T10:00:00Z',
    });
    await screen.findByText('No deployments in this window');
    expect(lastQuery(lane)).toEqual({
      entityRef: 'component:default/order-service',
      environment: 'prod',
      from: '2026-11-25T09:00:00.000Z',
      to: '2026-11-25T10:00:00.000Z',
    });
    expect(screen.getByLabelText('From')).toHaveValue('2026-11-25T10:00');
    expect(screen.queryByText('Now')).not.toBeInTheDocument();
  });

  it('should say why it is not about the window in the address', async () => {
    renderCard([new FakeLane()], { search: '?window=5y' });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /these are the last 7 days.*The windows are 6h, 24h, 7d, 30d/,
    );
  });

  it('should be about the environment on whose page it stands', async () => {
    const lane = new FakeLane();
    renderCard([lane], {
      entity: anEnvironment('dev'),
      search: '?environment=prod',
    });
    await screen.findByText('No deployments in these 7 days');
    expect(lastQuery(lane)).toMatchObject({
      entityRef: 'resource:default/dev',
      environment: 'dev',
    });
    expect(screen.queryByText('Environment')).not.toBeInTheDocument();
  });

  it('should change with the choice of a window, and keep it in the address', async () => {
    const userEvent = events.setup();
    const lane = new FakeLane();
    const { search } = renderCard([lane], {
      search: '?environment=prod&tab=1',
    });
    await userEvent.click(
      await screen.findByRole('radio', { name: '6 hours' }),
    );
    await screen.findByText('No deployments in these 6 hours');
    expect(search()).toBe('?environment=prod&tab=1&window=6h');
    expect(lastQuery(lane).from).toBe('2026-11-25T06:00:00.000Z');

    await userEvent.click(screen.getByRole('radio', { name: 'From … to' }));
    const to = screen.getByLabelText('To');
    await userEvent.clear(to);
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Give both a start and an end.',
    );
    await userEvent.type(to, '2026-11-25T08:30');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    await screen.findByText('No deployments in this window');
    // The reader is an hour before UTC.
    expect(lastQuery(lane)).toMatchObject({
      from: '2026-11-25T06:00:00.000Z',
      to: '2026-11-25T07:30:00.000Z',
    });
    expect(new URLSearchParams(search()).get('to')).toBe(
      '2026-11-25T07:30:00.000Z',
    );
    expect(new URLSearchParams(search()).get('window')).toBeNull();
  });

  it('should offer the environments of the catalog, and the one in the address', async () => {
    const userEvent = events.setup();
    const lane = new FakeLane();
    const { search } = renderCard([lane], {
      search: '?environment=gone&window=24h',
    });
    const select = await screen.findByRole('button', {
      name: /gone \(not in the catalog\) Environment/,
    });
    await userEvent.click(select);
    expect(
      screen.getAllByRole('option').map(({ textContent }) => textContent),
    ).toEqual(['All environments', 'dev', 'prod', 'gone (not in the catalog)']);
    await userEvent.click(screen.getByRole('option', { name: 'prod' }));
    await screen.findByRole('button', { name: /prod Environment/ });
    expect(search()).toBe('?environment=prod&window=24h');
    expect(lastQuery(lane).environment).toBe('prod');

    await userEvent.click(
      screen.getByRole('button', { name: /prod Environment/ }),
    );
    await userEvent.click(
      screen.getByRole('option', { name: 'All environments' }),
    );
    await screen.findByRole('button', { name: /All environments Environment/ });
    expect(search()).toBe('?window=24h');
    expect(lastQuery(lane).environment).toBeUndefined();
  });

  it('should keep the environment where the catalog does not answer', async () => {
    renderCard([new FakeLane()], {
      search: '?environment=prod',
      catalogFails: true,
    });
    expect(
      await screen.findByText('The catalog does not tell which there are.'),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: /^prod Environment/ }),
    ).toBeVisible();
  });

  it('should leave the switch to the page around it', async () => {
    renderCard([new FakeLane()], { hasEnvironmentSwitch: false });
    await screen.findByText('No deployments in these 7 days');
    expect(screen.queryByText('Environment')).not.toBeInTheDocument();
  });
});

describe('answers', () => {
  it('should never show an older window that answers late', async () => {
    const userEvent = events.setup();
    const lane = new FakeLane();
    const late = deferred<LaneAnswer>();
    lane.answer = () => late.promise;
    renderCard([lane]);
    const hours = await screen.findByRole('radio', { name: '6 hours' });
    lane.answer = () => ({
      items: [
        anItem({ at: '2026-11-25T11:00:00Z', title: 'The newer window' }),
      ],
    });
    await userEvent.click(hours);
    await screen.findByRole('link', { name: /^The newer window/ });
    expect(lane.queries[0].signal.aborted).toBe(true);
    await act(async () => {
      late.resolve({
        items: [anItem({ at: '2026-11-25T11:30:00Z', title: 'The older one' })],
      });
    });
    expect(
      screen.getByRole('link', { name: /^The newer window/ }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: /^The older one/ }))
      .not //
      .toBeInTheDocument();
  });

  it('should come again every 30 s, while the page is seen', async () => {
    jest.useFakeTimers({
      now: NOON,
      doNotFake: [
        'setTimeout',
        'clearTimeout',
        'queueMicrotask',
        'setImmediate',
        'nextTick',
        'requestAnimationFrame',
        'performance',
      ],
    });
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(false);
    try {
      const lane = new FakeLane();
      renderCard([lane]);
      await screen.findByText('No deployments in these 7 days');
      expect(lane.queries).toHaveLength(1);
      await act(async () => jest.advanceTimersByTime(30_000));
      expect(lane.queries).toHaveLength(2);
      hidden.mockReturnValue(true);
      await act(async () => jest.advanceTimersByTime(90_000));
      expect(lane.queries).toHaveLength(2);
      hidden.mockReturnValue(false);
      now = NOON + 120_000;
      await act(async () => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
      expect(lane.queries).toHaveLength(3);
      expect(lastQuery(lane).to).toBe('2026-11-25T12:02:00.000Z');
      // What was just read is not read again.
      await act(async () => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
      expect(lane.queries).toHaveLength(3);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('the axis', () => {
  it('should name the zone, the days and now', async () => {
    renderCard([new FakeLane()]);
    const axis = within(
      await screen.findByRole('img', {
        name: 'From 18 Nov 2026, 13:00 (Europe/Berlin), 12:00 UTC to 25 Nov 2026, 13:00 (Europe/Berlin), 12:00 UTC',
      }),
    );
    expect(axis.getByText('Now')).toHaveStyle({ insetInlineStart: '100%' });
    expect(axis.getByText('19 Nov')).toHaveStyle({
      insetInlineStart: `${(11 / (7 * 24)) * 100}%`,
    });
    expect(screen.getByText('Europe/Berlin')).toBeVisible();
  });
});

function twoLanes() {
  const deployments = new FakeLane('Deployments');
  deployments.answer = () => ({
    items: [
      anItem({ at: '2026-11-24T10:42:00Z', origin: 'sample' }),
      anItem({ id: '2', at: '2026-11-18T11:59:59Z', title: 'Before it all' }),
    ],
  });
  const environments = new FakeLane('Environment changes');
  environments.answer = () => ({
    items: [
      anItem({
        id: 'run',
        at: '2026-11-25T09:00:00Z',
        until: '2026-11-25T09:14:00Z',
        kind: 'pipeline-run',
        title: 'Applied prod',
      }),
    ],
  });
  const slo = new FakeLane('SLO burn');
  slo.answer = () => ({ problem: aProblem() });
  return [deployments, environments, slo, new FakeLane('Load tests')];
}

describe('the list', () => {
  it('should have all lanes as one, the newest first, where it is asked for', async () => {
    const userEvent = events.setup();
    renderCard(twoLanes());
    await userEvent.click(
      await screen.findByRole('switch', { name: 'As a list' }),
    );
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
    const entries = (await screen.findAllByRole('listitem')).map(
      ({ textContent }) => textContent,
    );
    expect(entries).toEqual([
      '10:00Applied prodEnvironment changes · Pipeline run · succeeded · to 10:14',
      '11:42Deployed 1.5.0 to prodDeployments · Deployment · succeededsample',
    ]);
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Could not read SLO burn from slo',
    );
    expect(screen.getByText('No load tests in these 7 days')).toBeVisible();
  });

  it('should be all there is on a phone', async () => {
    const media = jest.fn((query: string) => ({
      matches: query === '(max-width: 767.98px)',
      addEventListener: () => {},
      removeEventListener: () => {},
      addListener: () => {},
      removeListener: () => {},
    }));
    Object.assign(window, { matchMedia: media });
    try {
      renderCard(twoLanes());
      expect(await screen.findAllByRole('listitem')).toHaveLength(2);
      expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
      expect(screen.queryByRole('switch')).not.toBeInTheDocument();
    } finally {
      Reflect.deleteProperty(window, 'matchMedia');
    }
  });
});

describe('the note', () => {
  const NOTE = `# Timeline of order-service, prod

- Window: 18 Nov 2026, 13:00 to 25 Nov 2026, 13:00 (Europe/Berlin), which is 18 Nov 2026, 12:00 to 25 Nov 2026, 12:00 UTC
- Written: 25 Nov 2026, 12:00 UTC

## 24 Nov 2026 (UTC)

- 10:42 UTC · Deployment · Deployed 1.5.0 to prod · succeeded (sample)

## 25 Nov 2026 (UTC)

- 09:00 to 09:14 UTC · Pipeline run · Applied prod · succeeded

Nothing was reported of: load tests.

## Not complete

- SLO burn: missing, could not be read: Prometheus has not answered since 10:42.
`;

  it('should hold what is shown, and name what is missing', async () => {
    const userEvent = events.setup();
    renderCard(twoLanes(), { search: '?environment=prod' });
    await screen.findByRole('link', { name: /^Applied prod/ });
    const write = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy as Markdown' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith(NOTE);
  });

  it('should be there to copy by hand where the browser does not copy', async () => {
    const userEvent = events.setup();
    renderCard(twoLanes(), { search: '?environment=prod' });
    await screen.findByRole('link', { name: /^Applied prod/ });
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('not allowed'));
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy as Markdown' }),
    );
    expect(
      await screen.findByRole('textbox', { name: /copy it by hand/ }),
    ).toHaveValue(NOTE);
  });

  it('should be saved as a file', async () => {
    const userEvent = events.setup();
    renderCard(twoLanes(), { search: '?environment=../prod' });
    await screen.findByRole('link', { name: /^Applied prod/ });
    const blobs: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        blobs.push(blob);
        return 'blob:note';
      },
      revokeObjectURL: () => {},
    });
    const names: string[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        names.push(`${this.href} ${this.download}`);
      });
    await userEvent.click(screen.getByRole('button', { name: 'Download' }));
    expect(names).toEqual([
      'blob:note timeline-order-service-..-prod-2026-11-25T12-00.md',
    ]);
    expect(blobs).toMatchObject([
      { type: 'text/markdown', size: Buffer.byteLength(NOTE) + 3 },
    ]);
  });
});
