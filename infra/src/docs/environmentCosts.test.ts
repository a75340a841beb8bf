import { aSpec } from '../__testUtils__/aSpec';
import { synthesized } from '../__testUtils__/synthesized';
import { estimateDocument } from '../pricing/estimateDocument';
import { environmentCosts } from './environmentCosts';

const estimate = estimateDocument(synthesized(aSpec()), {
  region: 'us-west-2',
  now: new Date('2026-11-25T12:00:00Z'),
});
const page = environmentCosts([{ environmentClass: 'dev', estimate }]);

function cells(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim());
}

/** The rows of the table under a heading. */
function rowsUnder(heading: string): string[][] {
  const [, section] = page.split(`${heading}\n\n`);
  return section
    .split('\n\n')
    .filter(part => part.startsWith('|'))[0]
    .split('\n')
    .slice(2)
    .map(cells);
}

describe('environmentCosts', () => {
  it('should be checked by hand: quantity times price to the cent, and the sum of the lines', () => {
    const rows = rowsUnder('## dev, line by line');
    const lines = rows.slice(0, -1);
    const total = rows[rows.length - 1];
    expect(lines.length).toBeGreaterThan(10);
    const cents = lines.map(([, component, quantity, , price, amount]) => {
      const count = Number(/^(\d+) × /.exec(component)?.[1] ?? 1);
      const each = Math.round(Number(quantity) * Number(price) * 100 + 1e-9);
      const byHand = count * each;
      expect(`$${(byHand / 100).toFixed(2)}`).toBe(amount);
      return byHand;
    });
    const sum = cents.reduce((a, b) => a + b, 0);
    expect(sum).toBe(23907);
    expect(total[5]).toBe('**$239.07**');
  });

  it('should tell what has no amount, with a reason and never as 0', () => {
    const rows = rowsUnder('Not in the total:');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows).toContainEqual([
      'cluster',
      '2 × Log ingestion',
      '0.50',
      'GB',
      'Depends on what is logged',
    ]);
    for (const [, , price, , why] of rows) {
      expect(price).not.toMatch(/^0(\.0+)?$/);
      expect(why).not.toBe('');
    }
  });

  it('should tell where every price was read', () => {
    const sources = rowsUnder('## Where the prices were read').map(
      ([, s]) => s,
    );
    const read = estimate.lines.flatMap(({ source }) => source ?? []);
    expect(read.length).toBeGreaterThan(10);
    expect(sources).toEqual(
      expect.arrayContaining(read.map(s => s.replaceAll('*', '\\*'))),
    );
  });
});
