import {
  foldChanges,
  historyOf,
  matrixOf,
  type Deployment,
  type Sighting,
} from '@portico/plugin-deployments-common';
import { aChange } from '../__testUtils__/aChange';
import { aFailingSighting, aSighting } from '../__testUtils__/aSighting';
import type { HistoryHead } from '../database/HistoryHeads';
import { MatrixRows } from './MatrixRows';

const ENVIRONMENTS = ['staging', 'prod'];
const ORDER = 'component:default/order-service';
const CART = 'component:default/cart-service';
const LATER = '2026-11-25T10:00:05.000Z';

function aHead(
  environment: string,
  versions: string[],
  entityRef = ORDER,
): HistoryHead {
  const changes = versions.map((version, index) =>
    aChange({
      id: `${entityRef}/${environment}/${version}`,
      entityRef,
      environment,
      version,
      at: `2026-11-25T0${index}:00:00.000Z`,
    }),
  );
  const deployments: Deployment[] = historyOf(foldChanges(changes));
  return {
    ...{ entityRef, environment, origin: 'live', deployments },
    revision: versions.join(),
  };
}

describe('MatrixRows', () => {
  const staging = aHead('staging', ['1.0.0', '1.1.0']);
  const prod = aHead('prod', ['1.0.0']);
  const cart = aHead('prod', ['3.0.0'], CART);
  const order = aSighting();

  const whole = (heads: HistoryHead[], sightings: Sighting[]) =>
    matrixOf({
      deployments: heads.flatMap(({ deployments }) => deployments),
      sightings,
      environments: ENVIRONMENTS,
      asOf: '',
    }).items;

  const { health } = aFailingSighting();
  const source = { state: 'down' as const, reason: 'It timed out.' };
  const degraded = { state: 'degraded' as const, reason: null };

  it.each<[string, HistoryHead[], Sighting[]]>([
    ['nothing', [], []],
    ['one place', [prod], [order]],
    ['an environment more', [staging, prod], [order]],
    ['a component more', [prod, cart], [order]],
    ['another version', [aHead('prod', ['1.0.0', '1.1.0'])], [order]],
    ['a later look', [prod], [{ ...order, seenAt: LATER }]],
    ['less of a look', [prod], [{ ...order, source: degraded }]],
    ['another health', [prod], [{ ...order, health }]],
    ['a cluster that is down', [prod], [{ ...order, source }]],
    [
      'another cluster',
      [prod],
      [order, { ...order, cluster: 'west', seenAt: LATER }],
    ],
    ['another namespace', [prod], [{ ...order, namespace: null }]],
    ['another origin', [prod], [{ ...order, origin: 'live' }]],
    [
      'a log',
      [prod],
      [{ ...order, lastLog: { pod: 'x', lines: [], at: LATER } }],
    ],
    ['no sighting', [prod], []],
    ['no history', [], [order]],
  ])('should be the whole matrix, also after another: %s', (_, heads, seen) => {
    const rows = MatrixRows.create(ENVIRONMENTS);
    expect(rows.rows([staging, prod, cart], [order])).toEqual(
      whole([staging, prod, cart], [order]),
    );
    expect(rows.rows(heads, seen)).toEqual(whole(heads, seen));
    expect(rows.rows([prod], [order])).toEqual(whole([prod], [order]));
  });

  it('should make a row again only when something of its component has changed', () => {
    const rows = MatrixRows.create(ENVIRONMENTS);
    const cellsOf = (heads: HistoryHead[], sightings: Sighting[]) =>
      rows
        .rows(heads, sightings)
        .map(({ cells }) => cells.map(({ drift }) => drift));
    const [[cartDrift], [orderDrift]] = cellsOf([prod, cart], [order]);
    const later = [aSighting({ seenAt: LATER, health: order.health })];
    const [[cartAgain], [orderAgain]] = cellsOf([prod, cart], later);
    expect(cartAgain).toBe(cartDrift);
    expect(orderAgain).toBe(orderDrift);
    const changed = [{ ...order, health }];
    const [[cartThen], [orderThen]] = cellsOf([prod, cart], changed);
    expect(cartThen).toBe(cartDrift);
    expect(orderThen).not.toBe(orderDrift);
    rows.forgetAllBut(rows.rows([prod], changed));
    expect(cellsOf([prod, cart], changed)[0][0]).not.toBe(cartDrift);
    expect(cellsOf([prod, cart], changed)[1][0]).toBe(orderThen);
  });
});
