import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  deploymentsApiRef,
  type DeploymentsApi,
} from '@portico/plugin-deployments';
import type { MatrixCell } from '@portico/plugin-deployments-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorOfAnswer } from '../../__testUtils__/answers';
import { aComponent } from '../../__testUtils__/entities';
import { aCell } from './__testUtils__/aCell';
import { ServiceLayout } from './ServiceLayout';

const ORDER: Entity = aComponent('order-service', { title: 'Orders' });

const CARDS = [
  { type: 'info' as const, element: <p>Running version</p> },
  { type: 'content' as const, element: <p>Timeline</p> },
  { element: <p>Readiness</p> },
];

function render(options: {
  getRow?: DeploymentsApi['getRow'];
  entity?: Entity;
  path?: string;
}) {
  const { getRow, entity = ORDER, path = '/' } = options;
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <ServiceLayout cards={CARDS} />
    </EntityProvider>,
    {
      apis: [
        [catalogApiRef, catalogApiMock({ entities: [entity] })],
        ...(getRow
          ? [[deploymentsApiRef, { getRow } as DeploymentsApi] as const]
          : []),
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [path],
    },
  );
}

function rowOf(...cells: MatrixCell[]) {
  return jest.fn(async (entityRef: string) => ({
    entityRef,
    cells,
    environments: cells.map(({ environment }) => environment),
    asOf: '2026-11-25T10:45:00Z',
  }));
}

/** What the head says to a question, as lines. */
function answer(question: string): string[] {
  const group = screen.getByText(question).parentElement!;
  return [...group.querySelectorAll('dd')].map(dd => dd.textContent ?? '');
}

const STAGING = aCell({
  environment: 'staging',
  version: '1.5.0',
  deployedBy: 'ada',
  origin: 'sample',
});

describe('ServiceLayout', () => {
  it('should answer the five questions, and put the timeline before the cards', async () => {
    render({ getRow: rowOf(STAGING, aCell()) });
    expect(await screen.findByText('Healthy')).toBeVisible();
    expect(answer('Is it healthy?')).toEqual([
      'Healthy',
      '3 of 3 ready on 1.4.2.',
    ]);
    expect(answer('What changed last?')).toEqual([
      'Deployed 1.4.2',
      expect.stringContaining('by grace'),
    ]);
    expect(answer('Who owns it?')).toEqual([
      'checkout',
      'On call: nobody is named',
    ]);
    expect(answer('Where is the runbook?')).toEqual(['None is named']);
    const cards = screen.getAllByText(/^(Timeline|Running version|Readiness)$/);
    expect(cards.map(card => card.textContent)).toEqual([
      'Timeline',
      'Running version',
      'Readiness',
    ]);
  });

  it('should speak of the environment that is chosen, and name it in the address', async () => {
    render({ getRow: rowOf(STAGING, aCell()) });
    expect(await screen.findByRole('radio', { name: 'prod' })).toBeChecked();
    expect(screen.queryByText('sample')).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'staging' }));
    expect(answer('What changed last?')[0]).toBe('Deployed 1.5.0');
    expect(screen.getByRole('radio', { name: 'staging' })).toBeChecked();
    expect(screen.getByText('sample')).toBeVisible();
  });

  it('should follow the address, also to an environment of which nothing is known', async () => {
    render({
      getRow: rowOf(aCell()),
      path: '/?environment=moon',
    });
    expect(await screen.findByRole('radio', { name: 'moon' })).toBeChecked();
    expect(answer('Is it healthy?')[0]).toBe('Unknown');
  });

  it('should say why nothing is known, and still who owns the service', async () => {
    render({
      getRow: jest
        .fn()
        .mockRejectedValue(await errorOfAnswer(503, 'it is starting')),
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not read what runs');
    expect(answer('Is it healthy?')).toEqual(['Unknown', 'it is starting']);
    expect(answer('Who owns it?')[0]).toBe('checkout');
    expect(screen.getByText('Timeline')).toBeVisible();
  });

  it('should name the permission that is missing', async () => {
    render({
      getRow: jest.fn().mockRejectedValue(await errorOfAnswer(403, 'no')),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'deployments.read',
    );
  });

  it('should leave no hole in a portal without deployments', async () => {
    render({});
    expect(
      await screen.findByText('The deployments plugin is not installed.'),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('Timeline')).toBeVisible();
  });

  it('should link to the runbook and to who is on call', async () => {
    const links = [
      { type: 'runbook', title: 'Runbook', url: 'https://docs.example.com/r' },
      { type: 'on-call', title: 'Rota', url: 'https://rota.example.com' },
    ];
    render({
      getRow: () => new Promise(() => {}),
      entity: { ...ORDER, metadata: { ...ORDER.metadata, links } },
    });
    const head = await screen.findByLabelText('In short');
    expect(head).toHaveAttribute('aria-busy', 'true');
    expect(within(head).getByRole('link', { name: 'Runbook' })).toHaveAttribute(
      'href',
      'https://docs.example.com/r',
    );
    expect(within(head).getByRole('link', { name: 'Rota' })).toBeVisible();
  });
});
