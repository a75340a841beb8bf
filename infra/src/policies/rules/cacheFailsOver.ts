import { isOff, number } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

/** The cache of production survives the loss of a node. */
export const cacheFailsOver: PolicyRule = {
  id: 'cache-fails-over',
  severity: 'warning',
  title: 'The production cache should fail over to a second node',
  why: 'When the only node fails every session is gone at once, and the database gets all that the cache kept from it.',
  fix: 'Set nodes to at least 2.',
  classes: ['prod'],
  check: ({ resources }) =>
    resources
      .ofType('aws_elasticache_replication_group')
      .filter(
        ({ attributes }) =>
          number(attributes, 'num_cache_clusters') === 1 ||
          isOff(attributes, 'automatic_failover_enabled') ||
          isOff(attributes, 'multi_az_enabled'),
      )
      .map(({ address }) => ({ resource: address, path: 'spec.cache.nodes' })),
};
