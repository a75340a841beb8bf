import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { cacheFailsOver } from './cacheFailsOver';

const SAFE = {
  num_cache_clusters: 2,
  automatic_failover_enabled: true,
  multi_az_enabled: true,
};

function aCache(change: Record<string, unknown>) {
  return aDocument({
    'aws_elasticache_replication_group.c': { ...SAFE, ...change },
  });
}

describe('cacheFailsOver', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(cacheFailsOver, aFullSpec())).toEqual([]);
  });

  it.each([
    {},
    { num_cache_clusters: '${var.nodes}', multi_az_enabled: '${var.safe}' },
  ])('should accept %j', change => {
    expect(violationsIn(cacheFailsOver, aCache(change), 'prod')).toEqual([]);
  });

  it.each([
    { num_cache_clusters: 1 },
    { automatic_failover_enabled: false },
    { multi_az_enabled: undefined },
  ])('should find %j in production alone', change => {
    expect(violationsIn(cacheFailsOver, aCache(change), 'prod')).toEqual([
      {
        resource: 'aws_elasticache_replication_group.c',
        path: 'spec.cache.nodes',
      },
    ]);
    expect(violationsIn(cacheFailsOver, aCache(change), 'staging')).toEqual([]);
  });
});
