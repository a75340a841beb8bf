import { aCell, aHealth } from '../__testUtils__/aCell';
import { filterRows, readMatrixFilter } from './matrixFilter';

const WELL = { entityRef: 'component:default/Order-Service', cells: [aCell()] };
const BROKEN = {
  entityRef: 'component:shop/payment-service',
  cells: [aCell(), aCell({ health: aHealth({ state: 'degraded' }) })],
};

function namesFor(search: string) {
  const filter = readMatrixFilter(new URLSearchParams(search));
  return filterRows([WELL, BROKEN], filter).map(({ entityRef }) => entityRef);
}

describe('filterRows', () => {
  it.each([
    ['', [WELL, BROKEN]],
    ['search=order', [WELL]],
    ['search= ORDER ', [WELL]],
    ['search=shop/', [BROKEN]],
    // What every reference has is no part of a name.
    ['search=component', []],
    ['problems=true', [BROKEN]],
    ['problems=yes', [WELL, BROKEN]],
    ['search=order&problems=true', []],
  ])('should show for %j what fits', (search, rows) => {
    expect(namesFor(search)).toEqual(rows.map(({ entityRef }) => entityRef));
  });
});
