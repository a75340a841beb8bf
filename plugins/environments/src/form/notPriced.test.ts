import { aLine, anEstimate } from '../__testUtils__/aPreview';
import { notPricedLines } from './notPriced';

describe('notPricedLines', () => {
  it('should name what is not in the total once, with the reason', () => {
    const logs = {
      module: 'cluster',
      component: 'Log ingestion',
      kind: 'usage-dependent' as const,
      quantity: null,
      unit: 'GB',
      price: '0.50',
      monthly: null,
      note: 'Depends on what is logged',
    };
    const estimate = anEstimate('1.00', {
      lines: [
        aLine(),
        aLine({ ...logs, address: 'a' }),
        aLine({ ...logs, address: 'b' }),
        aLine({
          ...logs,
          kind: 'not-priced',
          component: 'Requests',
          price: null,
          note: undefined,
        }),
      ],
    });
    expect(notPricedLines(estimate)).toEqual([
      {
        module: 'cluster',
        component: 'Log ingestion',
        why: 'Depends on what is logged; $0.50 for each GB',
        count: 2,
      },
      {
        module: 'cluster',
        component: 'Requests',
        why: 'No list price is known',
        count: 1,
      },
    ]);
  });
});
