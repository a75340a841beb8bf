import { aPlan } from '../__testUtils__/aPreview';
import { planCounts, replacements } from './planWords';

describe('planWords', () => {
  it('should count a plan and find what is made anew', () => {
    expect(planCounts({ add: 2, change: 0, replace: 1, destroy: 0 })).toBe(
      '2 to add, 1 to replace',
    );
    expect(planCounts({ add: 0, change: 0, replace: 0, destroy: 0 })).toBe(
      'nothing changes',
    );
    const resource = {
      address: 'aws_db_instance.db',
      resourceType: 'aws_db_instance',
      action: 'replace' as const,
      dataLoss: true,
    };
    const [network] = aPlan().modules;
    expect(
      replacements(aPlan({ modules: [{ ...network, resources: [resource] }] })),
    ).toEqual([resource]);
  });
});
