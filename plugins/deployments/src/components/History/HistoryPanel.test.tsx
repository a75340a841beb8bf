import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Deployment } from '@portico/plugin-deployments-common';
import { aCell, aDeployment, ORDER } from '../../__testUtils__/aCell';
import {
  FakeDeploymentsApi,
  httpError,
} from '../../__testUtils__/FakeDeploymentsApi';
import { onPhone } from '../../__testUtils__/onPhone';
import { ORDER_ENTITY, renderOnEntity } from '../../__testUtils__/renderPage';
import type { PromoteAccess } from '../Promote';
import { HistoryPanel } from './HistoryPanel';

const RUNNING = aDeployment({
  id: 'e',
  version: '1.6.0',
  status: 'running',
  startedAt: new Date(Date.now() - 3 * 60_000).toISOString(),
  finishedAt: null,
  commit: null,
  source: { type: 'github', id: 'e', url: 'https://github.com/acme/runs/1' },
});
const FAILED = aDeployment({
  id: 'd',
  version: '1.5.0',
  status: 'failed',
  startedAt: null,
  finishedAt: null,
  failedAt: '2026-11-25T10:00:00Z',
  commit: 'ddddddd1111',
  who: null,
  alsoFrom: [
    { type: 'kubernetes', id: 'k', url: null },
    { type: 'cdevents', id: 'x', url: null },
  ],
});
const UNDONE = aDeployment({
  id: 'c',
  version: '1.4.3',
  status: 'rolled-back',
  startedAt: '2026-11-23T09:00:00Z',
  finishedAt: '2026-11-23T10:00:00Z',
  commit: 'ccccccc1111',
  source: { type: 'kubernetes', id: 'c', url: null },
  origin: 'sample',
});
const GOOD = aDeployment({
  id: 'b',
  version: '1.4.1',
  startedAt: '2026-11-20T09:58:00Z',
  finishedAt: '2026-11-20T10:00:00Z',
  commit: 'bbbbbbb1111',
});
const HISTORY = [RUNNING, FAILED, UNDONE, GOOD];

function open(
  deployments: Deployment[],
  search = '',
  access: PromoteAccess = 'allowed',
) {
  const api = new FakeDeploymentsApi();
  api.deployments = deployments;
  return renderOnEntity(
    <HistoryPanel
      entity={ORDER_ENTITY}
      row={{
        entityRef: ORDER,
        cells: [aCell()],
        environments: ['staging', 'prod'],
        asOf: '',
      }}
      access={access}
    />,
    search,
    { api },
  );
}

const rowOf = (name: RegExp) => screen.findByRole('row', { name });

describe('HistoryPanel', () => {
  it('should tell when, what, who, how long, how it ended and who told of it', async () => {
    open(HISTORY);
    const good = await rowOf(/Deployed 1\.4\.1 to prod/);
    expect(good).toHaveTextContent(
      /\d+ d ago20 Nov 2026.*Deployed 1\.4\.1 to prod.*by ada.*1\.4\.1.*prod.*2 min.*Succeeded.*CDEvents/,
    );
    expect(
      within(good).getByRole('link', { name: 'CDEvents' }),
    ).toHaveAttribute('href', 'https://ci.example/runs/1');
    expect(within(good).getByRole('link', { name: 'bbbbbbb' })).toHaveAttribute(
      'href',
      'https://github.com/acme/order/commit/bbbbbbb1111',
    );
    const failed = await rowOf(/1\.5\.0/);
    expect(failed).toHaveTextContent(
      /who is not known.*not known.*Failed.*CDEvents.*also Kubernetes/,
    );
    const undone = await rowOf(/1\.4\.3/);
    expect(undone).toHaveTextContent(/sample.*1 h.*Rolled back.*Kubernetes/);
    expect(
      within(undone).queryByRole('link', { name: 'Kubernetes' }),
    ).toBeNull();
    const running = await rowOf(/1\.6\.0/);
    expect(running).toHaveTextContent(
      /Deploy 1\.6\.0 to prod.*commit not known.*3 min so far.*Running/,
    );
  });

  it('should lead to the commits since the one before, and nowhere where it is not known', async () => {
    open(HISTORY);
    const undone = await rowOf(/1\.4\.3/);
    expect(
      within(undone).getByRole('link', { name: 'changes of 1.4.3' }),
    ).toHaveAttribute(
      'href',
      'https://github.com/acme/order/compare/bbbbbbb1111...ccccccc1111',
    );
    for (const name of [/1\.6\.0/, /1\.4\.1/]) {
      expect(
        within(await rowOf(name)).queryByRole('link', { name: /changes/ }),
      ).toBeNull();
    }
  });

  it('should not guess the one before where some are left out', async () => {
    // Between these two there was one that is not listed.
    const older = { ...GOOD, id: 'a', status: 'rolled-back' as const };
    open([...HISTORY, older], '?status=rolled-back');
    const undone = await rowOf(/1\.4\.3/);
    expect(within(undone).queryByRole('link', { name: /changes/ })).toBeNull();
  });

  it('should tell a failure that came after a success', async () => {
    open([aDeployment({ status: 'failed', failedAt: '2026-11-25T10:00:00Z' })]);
    expect(await rowOf(/1\.4\.2/)).toHaveTextContent(/Failed.*after a success/);
  });

  it('should ask for what the address names, and leave out the column that says the same', async () => {
    const { api } = open(
      HISTORY,
      '?environment=prod&status=failed&cursor=second',
    );
    await rowOf(/1\.5\.0/);
    expect(api.queries).toEqual([
      {
        entityRef: ORDER,
        environment: 'prod',
        status: ['failed'],
        cursor: 'second',
        limit: 25,
      },
    ]);
    expect(
      screen.queryByRole('columnheader', { name: 'Environment' }),
    ).toBeNull();
    expect(screen.getByRole('columnheader', { name: 'Took' })).toBeVisible();
  });

  it('should keep the filter in the address, and begin with the newest again', async () => {
    const page = open(HISTORY, '?cursor=second');
    await rowOf(/1\.4\.1/);
    await userEvent.click(screen.getByRole('button', { name: /Status/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Rolled back' }),
    );
    await waitFor(() => expect(page.search()).toBe('?status=rolled-back'));
    expect(await rowOf(/1\.4\.3/)).toBeVisible();
    expect(screen.queryByRole('row', { name: /1\.4\.1/ })).toBeNull();
  });

  it('should page by cursor, older and back to the newest', async () => {
    const page = open(HISTORY);
    page.api.nextCursor = 'older-ones';
    await userEvent.click(await screen.findByRole('button', { name: 'Older' }));
    await waitFor(() => expect(page.search()).toBe('?cursor=older-ones'));
    await waitFor(() =>
      expect(page.api.queries.at(-1)).toMatchObject({ cursor: 'older-ones' }),
    );
    page.api.nextCursor = undefined;
    await userEvent.click(
      await screen.findByRole('button', { name: 'Newest' }),
    );
    await waitFor(() => expect(page.search()).toBe(''));
    await waitFor(() =>
      expect(
        screen.queryByRole('navigation', { name: 'Pages of the history' }),
      ).toBeNull(),
    );
  });

  it('should lead back from a page that is not there', async () => {
    const page = open([], '?cursor=gone');
    page.api.failure = httpError(400, 'cursor is not valid');
    expect(await screen.findByText('Cursor is not valid.')).toBeVisible();
    page.api.failure = undefined;
    page.api.deployments = HISTORY;
    await userEvent.click(screen.getByRole('button', { name: 'Newest' }));
    expect(await rowOf(/1\.4\.1/)).toBeVisible();
  });

  it('should say that nothing fits, and show all again', async () => {
    const page = open(HISTORY, '?status=superseded&environment=prod');
    expect(
      await screen.findByText(
        'No deployment with the status "Superseded" was told in prod.',
      ),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await rowOf(/1\.4\.1/)).toBeVisible();
    expect(page.search()).toBe('');
  });

  it('should offer to go back to what was good, and to nothing else', async () => {
    const { api } = open(HISTORY);
    const good = await rowOf(/1\.4\.1/);
    expect(
      screen.getAllByRole('button', { name: /^Roll back prod/ }),
    ).toHaveLength(1);
    await userEvent.click(
      within(good).getByRole('button', { name: 'Roll back prod to 1.4.1' }),
    );
    expect(
      await screen.findByRole('dialog', {
        name: 'Roll back order-service in prod',
      }),
    ).toHaveTextContent(/1\.4\.2.*1\.4\.1/);
    await userEvent.type(await screen.findByLabelText(/Type prod/), 'prod');
    await userEvent.click(
      screen.getByRole('button', { name: 'Open the pull request' }),
    );
    await screen.findByText('Pull request #12 is open');
    expect(api.promotions).toEqual([
      { entityRef: ORDER, environment: 'prod', version: '1.4.1' },
    ]);
  });

  it.each<PromoteAccess>(['denied', 'unknown', 'checking'])(
    'should not offer to go back where that is %s',
    async access => {
      open(HISTORY, '', access);
      await rowOf(/1\.4\.1/);
      expect(screen.queryByRole('button', { name: /^Roll back/ })).toBeNull();
    },
  );

  it('should be a list on a phone, with the same in it', async () => {
    const phone = onPhone();
    try {
      open(HISTORY);
      const items = await screen.findAllByRole('listitem');
      expect(items.at(-1)).toHaveTextContent(
        /Deployed 1\.4\.1 to prod.*Succeeded.*by ada · took 2 min · told by CDEvents.*bbbbbbb.*Roll back/,
      );
      expect(screen.queryByRole('table')).toBeNull();
    } finally {
      phone.leave();
    }
  });
});
