import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { OverviewItem } from '@portico/plugin-deployments-common';
import { screen, within } from '@testing-library/react';
import type { Loadable } from '../../hooks/useLoadable';
import type { Running } from './fetchRunning';
import type { OwnedService } from './fetchOverview';
import { MyServices } from './MyServices';

const ORDER: OwnedService = {
  ref: 'component:default/order-service',
  kind: 'Component',
  namespace: 'default',
  name: 'order-service',
  title: 'Orders',
  owner: 'group:default/checkout',
  lifecycle: 'production',
};

const NOW = new Date('2026-11-25T10:45:00Z');

function render(options: {
  services?: OwnedService[];
  running?: Loadable<Running>;
  groups?: string[];
}) {
  renderInTestApp(
    <MyServices
      overview={{
        status: 'ready',
        value: {
          services: options.services ?? [],
          serviceTemplate: undefined,
        },
        at: 0,
      }}
      running={options.running ?? { status: 'loading' }}
      now={NOW}
      groups={options.groups}
      onRetry={() => {}}
    />,
    {
      apis: [mockApis.identity()],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

function runs(...items: OverviewItem[]): Loadable<Running> {
  const byRef = new Map(items.map(item => [item.entityRef, item]));
  return { status: 'ready', value: { installed: true, byRef }, at: 0 };
}

const SICK: OverviewItem = {
  entityRef: ORDER.ref,
  environment: 'local',
  version: '1.4.2',
  deployedAt: '2026-11-22T10:00:00Z',
  state: 'failing',
  reason: 'Failing: Crash-loops: exit 1, 4 restarts.',
  origin: 'emulated',
};

describe('MyServices', () => {
  it.each([
    [[], 'You are in no group yet, and services belong to groups.'],
    [['checkout'], 'Your group checkout owns no service.'],
    [
      undefined,
      'We do not know your groups yet, so we cannot tell which services are yours.',
    ],
  ])('should say why nothing is listed for the groups %j', (groups, why) => {
    render({ groups });
    expect(screen.getByText(why)).toBeVisible();
  });

  it.each<[string, Loadable<Running>, string[]]>([
    [
      'how it is doing, and which version since when',
      runs(SICK),
      ['emulatedFailing', '1.4.2 in local · 3 days ago'],
    ],
    [
      'that neither version nor health is known',
      runs({
        ...SICK,
        version: null,
        deployedAt: null,
        state: 'unknown',
        origin: 'live',
      }),
      ['Unknown', 'no version known in local'],
    ],
    ['that no deployment is known', runs(), ['No deployment known']],
    [
      'that it could not be read',
      { status: 'failed', error: new Error('no') },
      ['What runs could not be read'],
    ],
    ['nothing while it is read', { status: 'loading' }, []],
    [
      'nothing in a portal without deployments',
      { status: 'ready', value: { installed: false }, at: 0 },
      [],
    ],
  ])('should tell of a service %s', (_, running, expected) => {
    render({ services: [ORDER], running });
    const facts = within(
      screen.getByRole('list', { name: 'About Orders' }),
    ).getAllByRole('listitem');
    expect(facts.map(fact => fact.textContent)).toEqual([
      ...expected,
      'production · owned by checkout',
    ]);
  });
});
