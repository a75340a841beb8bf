import fc from 'fast-check';
import { anItem } from '../__testUtils__/anItem';
import { anyMoment, anyShortWindow } from '../__testUtils__/arbitraries';
import { gatherItems } from './gatherItems';
import { placeItems } from './placeItems';

const from = Date.parse('2026-11-25T00:00:00Z');
const window = { from, to: from + 100 };

function time(offset: number): string {
  return new Date(from + offset).toISOString();
}

function span(start: number, end: number | undefined, id = `${start}`) {
  return anItem({
    id,
    at: time(start),
    until: end === undefined ? undefined : time(end),
  });
}

describe('placeItems', () => {
  it('should keep to the half-open window', () => {
    const items = [
      span(-10, -1, 'over before'),
      span(-10, 0, 'ends at the start'),
      span(-10, 1, 'reaches in'),
      span(0, undefined, 'at the start'),
      span(99, undefined, 'at the end'),
      span(100, undefined, 'after'),
    ];
    expect(
      placeItems(items, window, from + 100).map(({ item }) => item.id),
    ).toEqual(['reaches in', 'at the start', 'at the end']);
  });

  it('should tell what lies outside, and let what runs last until now', () => {
    const running = anItem({ id: 'run', at: time(20), status: 'running' });
    const placed = placeItems(
      [span(-50, 50), running, span(80, 200), span(90, 95)],
      window,
      from + 60,
    );
    expect(placed).toMatchObject([
      { start: 0, end: 0.5, fromBefore: true, goesOn: false },
      { start: 0.2, end: 0.6, fromBefore: false, goesOn: true },
      { start: 0.8, end: 1, fromBefore: false, goesOn: true },
      { start: 0.9, end: 0.95, fromBefore: false, goesOn: false },
    ]);
  });

  it('should place everything within the window', () => {
    const anySpan = fc
      .tuple(anyMoment, fc.integer({ min: 0, max: 1e10 }))
      .map(([at, length]) =>
        anItem({
          at: new Date(at).toISOString(),
          until: new Date(at + length).toISOString(),
        }),
      );
    fc.assert(
      fc.property(
        fc.array(anySpan),
        anyShortWindow,
        anyMoment,
        (items, any, now) => {
          const placed = placeItems(items, any, now);
          for (const { start, end } of placed) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(1);
            expect(start).toBeLessThanOrEqual(end);
          }
          const within = items.filter(
            ({ at, until }) =>
              Date.parse(at) < any.to &&
              (Date.parse(at) >= any.from ||
                Date.parse(until as string) > any.from),
          );
          expect(placed).toHaveLength(within.length);
        },
      ),
    );
  });
});

describe('gatherItems', () => {
  it('should gather what stands too near, from the first of them on', () => {
    const placed = placeItems(
      [0, 4, 8, 12, 50].map(start => span(start, undefined)),
      window,
      from,
    );
    expect(
      gatherItems(placed, 0.1).map(({ start, items }) => [start, items.length]),
    ).toEqual([
      [0, 3],
      [0.12, 1],
      [0.5, 1],
    ]);
  });

  it('should lose nothing, keep the order, and let no marks overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 99 })),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (starts, gap) => {
          const placed = placeItems(
            starts.map((start, index) => span(start, undefined, `${index}`)),
            window,
            from,
          );
          const marks = gatherItems(placed, gap);
          expect(marks.flatMap(({ items }) => items)).toEqual(placed);
          marks.slice(1).forEach((mark, index) => {
            expect(mark.start - marks[index].start).toBeGreaterThanOrEqual(gap);
          });
          for (const { start, items } of marks) {
            for (const item of items)
              expect(item.start - start).toBeLessThan(gap);
          }
        },
      ),
    );
  });
});
