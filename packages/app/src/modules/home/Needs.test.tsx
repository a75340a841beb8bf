import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { SignalSubscriber } from '@backstage/plugin-signals-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorAnswer } from '../../__testUtils__/answers';
import { aChange } from '../../__testUtils__/changes';
import { anEnvironment } from '../../__testUtils__/environments';
import { aSource } from '../../__testUtils__/sources';
import { PluginAnswer } from '../connections';
import { aBackend, BackendFacts } from './__testUtils__/aBackend';
import { renderHome } from './__testUtils__/renderHome';

const catalogApi = catalogApiMock({ entities: [] });
const headline = (words: string) =>
  screen.findByRole('heading', {
    level: 1,
    name: `Good morning, Ada. ${words}`,
  });

function renderWith(
  facts: BackendFacts,
  options: Partial<Parameters<typeof renderHome>[0]> = {},
) {
  const { backend, asked } = aBackend(facts);
  const rendered = renderHome({
    catalogApi,
    environmentsBackend: backend,
    ...options,
  });
  return { asked, ...rendered };
}

const rejected = aChange('c1', {
  state: 'rejected',
  stateReason: 'too large',
  updatedAt: new Date(2026, 10, 24, 18, 5).toISOString(),
});

describe('what needs the reader', () => {
  it('should say that nothing does, where that is known', async () => {
    renderWith({});

    expect(await headline('Nothing needs you.')).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Needs you' })).toBeNull();
  });

  it('should count what does and list it, each with one button', async () => {
    renderWith({
      environments: [
        anEnvironment('dev', {
          owner: 'group:default/checkout',
          state: 'drifted',
          origin: 'sample',
        }),
      ],
      toDecide: [
        aChange('c2', { name: 'prod', requestedBy: 'user:default/grace' }),
      ],
      requested: [rejected],
    });

    expect(await headline('3 things need you.')).toBeVisible();
    const needs = screen.getByRole('region', { name: 'Needs you' });
    const rows = within(needs).getAllByRole('listitem');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(
        /^Create prod waits for your decisionasked by grace · since .*Decide$/,
      ),
      'dev has driftedsampledev · us-west-2Open',
      'Create dev was rejectedasked by you · too large · since 24 Nov, 18:05Open',
    ]);
    expect(
      within(needs)
        .getAllByRole('link')
        .map(link => [
          link.getAttribute('aria-label'),
          link.getAttribute('href'),
        ]),
    ).toEqual([
      [
        'Decide: Create prod waits for your decision',
        '/environments/changes/c2',
      ],
      ['Open: dev has drifted', '/environments/dev'],
      ['Open: Create dev was rejected', '/environments/changes/c1'],
    ]);
  });

  it('should show the most urgent first and the rest on request', async () => {
    renderWith({
      toDecide: ['a', 'b', 'c', 'd'].map(name => aChange(name, { name })),
    });

    await headline('4 things need you.');
    const needs = screen.getByRole('region', { name: 'Needs you' });
    expect(within(needs).getAllByRole('listitem')).toHaveLength(3);
    await userEvent.click(
      within(needs).getByRole('button', { name: 'Show all 4' }),
    );
    expect(within(needs).getAllByRole('listitem')).toHaveLength(4);
  });

  it('should not bring up again what was opened', async () => {
    const { storage } = renderWith({ requested: [rejected] });
    await headline('1 thing needs you.');

    await userEvent.click(
      screen.getByRole('link', { name: 'Open: Create dev was rejected' }),
    );
    await waitFor(() =>
      expect(
        storage.forBucket('portico-home').snapshot('opened-changes').value,
      ).toEqual(['c1']),
    );
  });

  it('should remember from before what was opened', async () => {
    renderWith({ requested: [rejected] }, { opened: ['c1'] });

    expect(await headline('Nothing needs you.')).toBeVisible();
  });

  it('should not call it nothing when it could not ask, and ask again on request', async () => {
    let failing = true;
    const answer = () =>
      failing
        ? errorAnswer(500, 'database is locked')
        : new Response('{"items":[]}');
    renderWith({ toDecide: answer, requested: answer });

    expect(await headline('We could not ask what needs you.')).toBeVisible();
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('We could not ask which changes need you');
    expect(alert).toHaveTextContent('database is locked');

    failing = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await headline('Nothing needs you.')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('should say "at least" when a part could not be asked', async () => {
    renderWith({
      toDecide: [aChange('c2')],
      requested: () => errorAnswer(503, 'busy'),
    });

    expect(await headline('At least 1 thing needs you.')).toBeVisible();
  });

  it('should tell platform of broken sources, and nobody else', async () => {
    const answers: PluginAnswer[] = [
      {
        plugin: 'environments',
        outcome: 'told',
        items: [aSource('prometheus', { state: 'down', title: 'Prometheus' })],
      },
    ];
    const connectionsApi = { list: async () => answers };
    renderWith({}, { connectionsApi, owns: ['group:default/platform'] });

    expect(await headline('1 thing needs you.')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See why: Prometheus is down' }),
    ).toHaveAttribute('href', '/connections#environments/prometheus');
  });

  it('should ask each question once', async () => {
    const { asked } = renderWith({});
    await headline('Nothing needs you.');

    expect([...asked].sort()).toEqual([
      'changes?assignee=me&state=pending-approval',
      'changes?requester=me&limit=50',
      'environments',
    ]);
  });

  it('should ask again when the portal tells of news', async () => {
    let tell: ((message: { type: string }) => void) | undefined;
    const signalApi = {
      subscribe: (_: string, onMessage: unknown): SignalSubscriber => {
        tell = onMessage as typeof tell;
        return { unsubscribe: () => {} };
      },
    };
    const toDecide = [aChange('c1')];
    const { asked } = renderWith({ toDecide }, { signalApi });
    await headline('1 thing needs you.');

    toDecide.push(aChange('c2', { name: 'qa' }));
    act(() => tell?.({ type: 'changed' }));

    expect(await headline('2 things need you.')).toBeVisible();
    expect(asked).toHaveLength(6);
  });
});

describe('SourceChip', () => {
  it.each<[string, () => Promise<PluginAnswer[]>]>([
    [
      '2 sources live, 1 sample, 1 not set up',
      async () => [
        {
          plugin: 'environments',
          outcome: 'told',
          items: [
            aSource('a'),
            aSource('b'),
            aSource('c', { origin: 'sample' }),
            aSource('d', { state: 'not-set-up' }),
          ],
        },
      ],
    ],
    [
      '1 source down, 1 live',
      async () => [
        {
          plugin: 'environments',
          outcome: 'told',
          items: [aSource('a'), aSource('b', { state: 'down' })],
        },
      ],
    ],
    ['We could not ask the sources', () => Promise.reject(new TypeError('no'))],
  ])('should say "%s" and lead to the connections', async (words, list) => {
    renderWith({}, { connectionsApi: { list } });

    expect(await screen.findByRole('link', { name: words })).toHaveAttribute(
      'href',
      '/connections',
    );
  });
});
