import { useState } from 'react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { MatrixCell } from '@portico/plugin-deployments-common';
import { aCell, aDeployment, ORDER } from '../../__testUtils__/aCell';
import {
  FakeDeploymentsApi,
  httpError,
} from '../../__testUtils__/FakeDeploymentsApi';
import {
  anEnvironment,
  aServiceCalled,
  ORDER_ENTITY,
  renderOnEntity,
  type RenderOptions,
} from '../../__testUtils__/renderPage';
import { PromoteActions } from './PromoteActions';
import { usePromoteAccess, type PromoteAccess } from './usePromoteAccess';

const STAGING = aCell({
  environment: 'staging',
  version: '1.5.0',
  commit: 'bbbbbbb2222222',
  deployedAt: '2026-11-24T12:00:00Z',
});
const PROD = aCell({ commit: 'aaaaaaa1111111' });

function commits(...shas: string[]) {
  return shas.map(sha => ({ sha, authoredAt: '2026-11-20T10:00:00Z' }));
}

interface Shown {
  cell?: MatrixCell;
  cells?: MatrixCell[];
  environments?: string[];
  access?: PromoteAccess;
}

const Actions = ({
  cell = STAGING,
  cells = [STAGING, PROD],
  environments = ['staging', 'prod'],
  access = 'allowed',
}: Shown) => (
  <PromoteActions
    entity={ORDER_ENTITY}
    row={{ entityRef: ORDER, cells, environments, asOf: '' }}
    cell={cell}
    access={access}
  />
);

function open(shown: Shown = {}, options: RenderOptions = {}) {
  return renderOnEntity(<Actions {...shown} />, '', options);
}

async function begin(name: string) {
  await userEvent.click(await screen.findByRole('button', { name }));
  return screen.findByRole('dialog');
}

const send = () =>
  screen.getByRole('button', { name: 'Open the pull request' });

describe('PromoteActions', () => {
  it('should show the difference, the file and where the commits are', async () => {
    const api = new FakeDeploymentsApi();
    api.deployments = [
      aDeployment({
        environment: 'staging',
        version: '1.5.0',
        commits: commits('c1', 'c2', 'c3'),
      }),
      aDeployment({ environment: 'staging', version: '1.4.2' }),
    ];
    open({}, { api });
    const dialog = await begin('Promote to prod: 1.5.0');
    expect(dialog).toHaveAccessibleName('Promote order-service to prod');
    expect(dialog).toHaveTextContent(/1\.4\.2.*1\.5\.0.*in prod/);
    expect(
      await within(dialog).findByText(/Brings 3 commits in 1 deployment\./),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('link', { name: 'See the difference' }),
    ).toHaveAttribute(
      'href',
      'https://github.com/acme/order/compare/aaaaaaa1111111...bbbbbbb2222222',
    );
    expect(
      within(dialog).getByText(
        'infra/kubernetes/overlays/prod/images/kustomization.yaml',
      ),
    ).toBeVisible();
    expect(within(dialog).queryByText(/database/)).toBeNull();
  });

  it('should say that it does not know how many commits differ', async () => {
    open();
    const dialog = await begin('Promote to prod: 1.5.0');
    expect(
      await within(dialog).findByText(/How many commits differ is not known\./),
    ).toBeVisible();
  });

  it('should ask for the name of a production environment, and send what was confirmed', async () => {
    const { api } = open();
    await begin('Promote to prod: 1.5.0');
    const field = await screen.findByLabelText('Type prod to go on');
    expect(screen.getByText('This is a production environment.')).toBeVisible();
    expect(send()).toBeDisabled();
    await userEvent.type(field, 'pro');
    expect(send()).toBeDisabled();
    await userEvent.type(field, 'd');
    await userEvent.type(screen.getByLabelText(/Why/), ' Tested. ');
    await userEvent.click(send());
    expect(await screen.findByText('Pull request #12 is open')).toBeVisible();
    expect(api.promotions).toEqual([
      {
        entityRef: ORDER,
        environment: 'prod',
        version: '1.5.0',
        reason: 'Tested.',
      },
    ]);
    expect(
      screen.getByRole('link', { name: 'Open the pull request' }),
    ).toHaveAttribute('href', 'https://github.example/acme/platform/pull/12');
    expect(screen.getByText(/Nothing has changed in prod yet/)).toBeVisible();
  });

  it('should take one press where the environment is not for production', async () => {
    const { api } = open(
      { environments: ['staging', 'qa'], cells: [STAGING] },
      { entities: [ORDER_ENTITY, anEnvironment('qa', ['dev'])] },
    );
    const dialog = await begin('Promote to qa: 1.5.0');
    expect(dialog).toHaveTextContent('version not known');
    await waitFor(() => expect(send()).toBeEnabled());
    expect(screen.queryByLabelText('Type qa to go on')).toBeNull();
    await userEvent.dblClick(send());
    await screen.findByText('Pull request #12 is open');
    expect(api.promotions).toEqual([
      { entityRef: ORDER, environment: 'qa', version: '1.5.0' },
    ]);
  });

  it('should be as careful with an environment that the catalog does not know', async () => {
    open(
      { environments: ['staging', 'qa'], cells: [STAGING] },
      { entities: [ORDER_ENTITY] },
    );
    await begin('Promote to qa: 1.5.0');
    expect(await screen.findByLabelText('Type qa to go on')).toBeVisible();
    expect(
      screen.getByText('The class of this environment is not known.'),
    ).toBeVisible();
    expect(send()).toBeDisabled();
  });

  it('should be as careful where the catalog can not be asked', async () => {
    open({}, { catalogFailure: new Error('away') });
    await begin('Promote to prod: 1.5.0');
    expect(await screen.findByLabelText('Type prod to go on')).toBeVisible();
    expect(send()).toBeDisabled();
  });

  it('should keep to what was begun, though something is deployed meanwhile', async () => {
    const environments = ['staging', 'prod'];
    const Changing = () => {
      const [cell, setCell] = useState(STAGING);
      return (
        <>
          <button onClick={() => setCell({ ...STAGING, version: '1.6.0' })}>
            deploy
          </button>
          <p>{`has ${cell.version}`}</p>
          <Actions
            cell={cell}
            cells={[cell, PROD]}
            environments={environments}
          />
        </>
      );
    };
    const { api } = renderOnEntity(<Changing />);
    const dialog = await begin('Promote to prod: 1.5.0');
    act(() => screen.getByText('deploy').click());
    expect(screen.getByText('has 1.6.0')).toBeInTheDocument();
    expect(dialog).toHaveTextContent(/1\.5\.0/);
    expect(dialog).not.toHaveTextContent(/1\.6\.0/);
    await userEvent.type(await screen.findByLabelText(/Type prod/), 'prod');
    await userEvent.click(send());
    await screen.findByText('Pull request #12 is open');
    expect(api.promotions).toMatchObject([{ version: '1.5.0' }]);
  });

  it('should warn that a roll back leaves the database, and choose the last good version', async () => {
    const api = new FakeDeploymentsApi();
    api.deployments = [
      aDeployment({ id: 'd', version: '1.4.2' }),
      aDeployment({
        id: 'c',
        version: '1.4.1',
        status: 'rolled-back',
        finishedAt: '2026-11-22T10:00:00Z',
      }),
      aDeployment({
        id: 'b',
        version: '1.4.0',
        finishedAt: '2026-11-20T10:00:00Z',
      }),
    ];
    open({ cell: PROD }, { api });
    await begin('Roll back prod');
    expect(
      await screen.findByRole('dialog', {
        name: 'Roll back order-service in prod',
      }),
    ).toHaveTextContent(/1\.4\.2.*1\.4\.0.*in prod/);
    expect(screen.getByText('The database is not rolled back')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: /Version to go back to/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', {
        name: '1.4.1 of 22 Nov, was rolled back',
      }),
    );
    await userEvent.type(await screen.findByLabelText(/Type prod/), 'prod');
    await userEvent.click(send());
    await screen.findByText('Pull request #12 is open');
    expect(api.promotions).toMatchObject([{ version: '1.4.1' }]);
  });

  it('should say that there is nothing to go back to', async () => {
    open({ cell: PROD });
    await begin('Roll back prod');
    expect(
      await screen.findByText('No earlier version is known that ran in prod.'),
    ).toBeVisible();
  });

  it('should warn where the other environment is newer, and where a version was invented', async () => {
    const newer = { ...PROD, deployedAt: '2026-11-26T12:00:00Z' };
    const sample = { ...STAGING, origin: 'sample' as const };
    open({ cell: sample, cells: [sample, newer] });
    await begin('Promote to prod: 1.5.0');
    expect(screen.getByText('prod was deployed later')).toBeVisible();
    expect(screen.getByText('This version is sample data')).toBeVisible();
  });

  it.each([
    [
      404,
      /can not open the pull request.*Nothing was changed\. By hand: set the tag of order-service to 1\.5\.0 in infra\/kubernetes\/overlays\/prod/,
    ],
    [403, /You are not allowed to do this.*deployments\.promote/],
    [401, /Your sign-in has ended.*Sign in again in another tab/],
    [409, /It was not asked for.*Because\./],
    [502, /It is not known whether the pull request was opened.*Because\./],
  ])(
    'should tell what a %s means, and keep what was typed',
    async (status, words) => {
      const { api } = open();
      await begin('Promote to prod: 1.5.0');
      await userEvent.type(await screen.findByLabelText(/Type prod/), 'prod');
      api.failure = httpError(status, 'because');
      await userEvent.click(send());
      expect(await screen.findByRole('alert')).toHaveTextContent(words);
      expect(screen.getByLabelText(/Type prod/)).toHaveValue('prod');
      api.failure = undefined;
      await userEvent.click(send());
      expect(await screen.findByText('Pull request #12 is open')).toBeVisible();
    },
  );

  it('should have words to send to the owner where the reader may not do it', async () => {
    open({ access: 'denied' });
    const dialog = await begin('Ask checkout to promote 1.5.0 to prod');
    expect(screen.queryByRole('button', { name: /^Promote/ })).toBeNull();
    expect(dialog).toHaveTextContent('deployments.promote');
    expect(
      within(dialog).getByRole('region', { name: 'What to send' }),
    ).toHaveTextContent(
      /Please promote order-service 1\.5\.0 to prod\. It runs 1\.4\.2 now\./,
    );
    expect(
      within(dialog).getByRole('link', { name: 'checkout' }),
    ).toHaveAttribute('href', '/catalog/default/group/checkout');
  });

  it('should have words for going back, too', async () => {
    open({ access: 'denied', cell: PROD });
    const dialog = await begin('Ask checkout to roll back prod');
    expect(dialog).toHaveTextContent('Please roll back order-service in prod.');
  });

  it('should not call "not checked" a no', async () => {
    open({ access: 'unknown' });
    expect(
      await screen.findByText('Whether you may promote could not be checked.'),
    ).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it.each<[string, Shown]>([
    ['while it is being checked', { access: 'checking' }],
    [
      'where there is nothing to do',
      { cell: aCell({ version: null, deployedAt: null }) },
    ],
  ])('should offer nothing %s', async (_, shown) => {
    renderOnEntity(
      <>
        <p>here</p>
        <Actions {...shown} />
      </>,
    );
    expect(await screen.findByText('here')).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('usePromoteAccess', () => {
  const Access = ({ entityRef }: { entityRef: string }) => (
    <p>{usePromoteAccess(entityRef)}</p>
  );

  it.each<[string, RenderOptions, PromoteAccess]>([
    ['allowed-service', {}, 'allowed'],
    ['denied-service', { denied: ['deployments.promote'] }, 'denied'],
    ['unknown-service', { permissionFailure: new Error('away') }, 'unknown'],
  ])('should tell %s apart', async (name, options, access) => {
    renderOnEntity(<Access entityRef={`component:default/${name}`} />, '', {
      ...options,
      entity: aServiceCalled(name),
    });
    expect(await screen.findByText(access)).toBeVisible();
  });
});
