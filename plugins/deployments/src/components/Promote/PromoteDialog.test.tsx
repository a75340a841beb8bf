import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { aDeployment, ORDER } from '../../__testUtils__/aCell';
import {
  FakeDeploymentsApi,
  httpError,
} from '../../__testUtils__/FakeDeploymentsApi';
import {
  Actions,
  begin,
  openActions,
  PROD,
  send,
  STAGING,
} from '../../__testUtils__/promoteStage';
import {
  anEnvironment,
  ORDER_ENTITY,
  renderOnEntity,
} from '../../__testUtils__/renderPage';

function commits(...shas: string[]) {
  return shas.map(sha => ({ sha, authoredAt: '2026-11-20T10:00:00Z' }));
}

describe('PromoteDialog', () => {
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
    openActions({}, { api });
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
    openActions();
    const dialog = await begin('Promote to prod: 1.5.0');
    expect(
      await within(dialog).findByText(/How many commits differ is not known\./),
    ).toBeVisible();
  });

  it('should ask for the name of a production environment, and send what was confirmed', async () => {
    const { api } = openActions();
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
    const { api } = openActions(
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
    openActions(
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
    openActions({}, { catalogFailure: new Error('away') });
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
    openActions({ cell: PROD }, { api });
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
    openActions({ cell: PROD });
    await begin('Roll back prod');
    expect(
      await screen.findByText('No earlier version is known that ran in prod.'),
    ).toBeVisible();
  });

  it('should warn where the other environment is newer, and where a version was invented', async () => {
    const newer = { ...PROD, deployedAt: '2026-11-26T12:00:00Z' };
    const sample = { ...STAGING, origin: 'sample' as const };
    openActions({ cell: sample, cells: [sample, newer] });
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
      const { api } = openActions();
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
});
