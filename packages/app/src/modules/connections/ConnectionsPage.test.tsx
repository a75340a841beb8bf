import { renderInTestApp } from '@backstage/frontend-test-utils';
import { SourceStatus } from '@portico/plugin-timeline-common';
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorOfAnswer } from '../../__testUtils__/answers';
import { aSource } from '../../__testUtils__/sources';
import { connectionsApiRef, PluginAnswer } from './ConnectionsApi';
import { ConnectionsPage } from './ConnectionsPage';

const list = jest.fn<Promise<PluginAnswer[]>, []>();
const test = jest.fn<Promise<SourceStatus>, [string, string]>();

function tell(...items: SourceStatus[]) {
  list.mockResolvedValue([{ plugin: 'environments', outcome: 'told', items }]);
}

function renderPage(at = '/connections') {
  renderInTestApp(<ConnectionsPage />, {
    apis: [[connectionsApiRef, { list, test }]],
    initialRouteEntries: [at],
  });
}

const row = async (title: string) => {
  const heading = await screen.findByRole('heading', { level: 4, name: title });
  const item = heading.closest('li');
  if (!item) {
    throw new Error(`${title} is in no list`);
  }
  return item;
};

beforeEach(() => {
  list.mockReset();
  test.mockReset();
});

describe('ConnectionsPage', () => {
  it('should say when all is well', async () => {
    tell(aSource('git', { title: 'Git host', origin: 'emulated' }));
    renderPage();

    expect(
      await screen.findByText('All well: every source works.'),
    ).toBeVisible();
    expect(screen.getByText(/^1 source emulated\. Asked at /)).toBeVisible();
    expect(await row('Git host')).toHaveTextContent(/^worksGit hostemulated/);
  });

  it.each([
    ['ok', 'works', 'live'],
    ['degraded', 'degraded', 'live'],
    ['down', 'down', 'live'],
    ['not-allowed', 'not allowed', 'live'],
    ['unknown', 'unknown', 'live'],
    ['not-set-up', 'not set up', ''],
  ] as const)('should have icon and word for %s', async (state, word, tag) => {
    tell(aSource('a', { title: 'Source', state }));
    renderPage();

    const item = await row('Source');
    expect(item.textContent).toMatch(new RegExp(`^${word}Source${tag}`));
    expect(item.querySelector('svg')).toBeInTheDocument();
  });

  it('should say what is missing, who can see to it, and what to copy', async () => {
    tell(
      aSource('pipeline', {
        title: 'Pipeline',
        state: 'not-set-up',
        reason: 'It never reported',
        missing: 'A token',
        snippet: 'a: b',
      }),
      aSource('bill', {
        title: 'Bill',
        state: 'not-allowed',
        missing: 'ce:GetCostAndUsage',
        since: new Date(2026, 10, 25, 10, 42).toISOString(),
      }),
    );
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    renderPage();

    expect(await row('Pipeline')).toHaveTextContent(
      'It never reportedMissing: A token. Members of platform can set it up.',
    );
    expect(await row('Bill')).toHaveTextContent(
      /since 25 Nov.*, 10:42Missing: ce:GetCostAndUsage\. Members of platform can grant it\./,
    );
    expect(
      screen.getByRole('region', { name: 'What to copy for Pipeline' }),
    ).toHaveTextContent('a: b');

    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('Copied')).toBeVisible();
    expect(copied.mock.calls).toEqual([['a: b']]);
  });

  it('should put the worst first and let a plugin fail alone', async () => {
    list.mockResolvedValue([
      { plugin: 'environments', outcome: 'told', items: [aSource('git')] },
      { plugin: 'slo', outcome: 'failed', reason: 'database is locked' },
      { plugin: 'cost', outcome: 'not-installed' },
    ]);
    renderPage();

    await row('git');
    expect(
      screen.getAllByRole('heading', { level: 4 }).map(h => h.textContent),
    ).toEqual(['Plugin slo', 'Plugin cost', 'git']);
    expect(
      screen.getAllByRole('heading', { level: 3 }).map(h => h.textContent),
    ).toEqual(['Needs attention', 'Not set up', 'Works']);
    expect(screen.getByText('1 source needs attention.')).toBeVisible();
    expect(screen.getByText(/^1 source down, 1 live, 1 not set up\./)) //
      .toBeVisible();
    // Nobody told where the data of a silent plugin comes from.
    expect(await row('Plugin slo')).toHaveTextContent(
      /^downPlugin sloIt could/,
    );
    // A plugin that is not there can't be told to test anything.
    expect(screen.getAllByRole('button', { name: /^Test / })).toHaveLength(1);
  });

  it('should show the shape of what comes, and after ten seconds what it waits for', async () => {
    jest.useFakeTimers();
    try {
      list.mockReturnValue(new Promise(() => {}));
      renderPage();
      await act(async () => jest.advanceTimersByTime(9_000));
      expect(screen.getByText('Loading the connections')).toBeInTheDocument();
      expect(screen.queryByText(/Still waiting/)).toBeNull();

      await act(async () => jest.advanceTimersByTime(2_000));
      expect(
        screen.getByText(/^Still waiting for the plugins of the backend/),
      ).toBeVisible();
    } finally {
      jest.useRealTimers();
    }
  });

  it('should say why when the portal does not answer, and ask again', async () => {
    list.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    renderPage();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not read the connectionsThe portal does not answer.',
    );
    tell(aSource('git'));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await row('git')).toBeVisible();
  });

  it('should keep what was known when it can not ask again', async () => {
    tell(aSource('git'));
    renderPage();
    await row('git');

    list.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be asked again\. Showing what was known at \d\d:\d\d\.The portal does not answer\./,
    );
    expect(await row('git')).toBeVisible();
  });

  it('should ask again each minute, and say so of an answer that is older', async () => {
    jest.useFakeTimers();
    try {
      tell(aSource('git'));
      renderPage();
      await act(async () => jest.advanceTimersByTime(0));
      expect(list).toHaveBeenCalledTimes(1);

      list.mockRejectedValue(new TypeError('Failed to fetch'));
      await act(async () => jest.advanceTimersByTime(60_000));
      expect(list).toHaveBeenCalledTimes(2);
      await act(async () => jest.advanceTimersByTime(75_000));
      expect(screen.getByText(/Asked 2 minutes ago, at /)).toBeVisible();
    } finally {
      jest.useRealTimers();
    }
  });

  it('should bring the source into view that the address names', async () => {
    tell(aSource('postgresql'), aSource('git-host'));
    const scrollIntoView = jest.fn();
    Element.prototype.scrollIntoView = scrollIntoView;
    renderPage('/connections#environments/git-host');

    expect(await row('git-host')).toHaveFocus();
    expect(scrollIntoView.mock.contexts[0]).toBe(await row('git-host'));
  });

  it('should tell sources of the same name apart', async () => {
    list.mockResolvedValue(
      ['environments', 'slo'].map(plugin => ({
        outcome: 'told',
        plugin,
        items: [aSource('database', { title: `Database of ${plugin}` })],
      })),
    );
    renderPage('/connections#slo/database');
    expect(await row('Database of slo')).toHaveFocus();
  });
});

describe('a test of a source', () => {
  it('should show that it runs, and how it went', async () => {
    tell(aSource('git', { title: 'Git host' }));
    let answer: (source: SourceStatus) => void = () => {};
    test.mockReturnValue(new Promise(resolve => (answer = resolve)));
    renderPage();
    const button = await screen.findByRole('button', { name: 'Test Git host' });

    await userEvent.click(button);
    expect(test.mock.calls).toEqual([['environments', 'git']]);
    expect(await row('Git host')).toHaveTextContent('Testing…');
    fireEvent.click(button);
    expect(test).toHaveBeenCalledTimes(1);

    const state = 'down';
    const reason = 'It refuses the connection';
    await act(async () =>
      answer(aSource('git', { title: 'Git host', state, reason })),
    );
    expect(await row('Git host')).toHaveTextContent(
      /^downGit hostliveIt refuses the connectionTested at \d\d:\d\d in .*m?s: down\.Test$/,
    );
    expect(screen.getByText('1 source needs attention.')).toBeVisible();
    expect(list).toHaveBeenCalledTimes(1);
  });

  it('should keep what was found while it asks again, and where it cannot ask', async () => {
    tell(aSource('git', { title: 'Git host' }));
    const found = { title: 'Git host', state: 'down', reason: 'Gone' } as const;
    test.mockResolvedValueOnce(aSource('git', found));
    renderPage();
    const name = 'Test Git host';
    await userEvent.click(await screen.findByRole('button', { name }));
    await screen.findByText(/^Tested at/);

    test.mockRejectedValueOnce(await errorOfAnswer(500, 'no'));
    fireEvent.click(screen.getByRole('button', { name }));
    expect(await row('Git host')).toHaveTextContent(
      /^downGit hostliveGoneTesting…/,
    );
    await screen.findByText(/^Could not test it/);
    expect(await row('Git host')).toHaveTextContent(/^downGit hostliveGone/);
  });

  it.each([
    [404, 'no', 'The portal does not know how to test it.'],
    [403, 'no', 'You may not test it.'],
    [500, 'database is locked', 'database is locked'],
  ])('should say why it could not: %d', async (status, message, words) => {
    tell(aSource('git', { title: 'Git host' }));
    test.mockRejectedValue(await errorOfAnswer(status, message));
    renderPage();

    await userEvent.click(
      await screen.findByRole('button', { name: 'Test Git host' }),
    );
    expect(
      await screen.findByText(/^Could not test it at \d\d:\d\d\./),
    ).toHaveTextContent(words);
    expect(await row('Git host')).toHaveTextContent(/^works/);
  });
});
