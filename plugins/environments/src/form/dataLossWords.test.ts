import type { PlannedResource } from '@portico/plugin-environments-common';
import { aPlan } from '../__testUtils__/aPreview';
import { dataLossWords } from './dataLossWords';

function planOf(...resources: Partial<PlannedResource>[]) {
  const [module] = aPlan().modules;
  return aPlan({
    modules: [
      {
        ...module,
        resources: resources.map(resource => ({
          address: 'aws_db_instance.main',
          resourceType: 'aws_db_instance',
          action: 'replace',
          dataLoss: true,
          ...resource,
        })),
      },
    ],
  });
}

describe('dataLossWords', () => {
  it('should say what happens to data, in the words of people', () => {
    expect(dataLossWords(planOf({}))).toBe(
      'Replaces the database: data is lost unless a snapshot is restored.',
    );
    expect(
      dataLossWords(
        planOf(
          {},
          { action: 'destroy', resourceType: 'aws_elasticache_cluster' },
          { action: 'destroy', resourceType: 'x', address: 'x.y' },
        ),
      ),
    ).toBe(
      'Replaces the database and destroys the cache and x.y: data is lost unless a snapshot is restored.',
    );
  });

  it('should not warn where nothing is lost', () => {
    expect(dataLossWords(null)).toBeUndefined();
    expect(dataLossWords(planOf({ dataLoss: false }))).toBeUndefined();
  });
});
