import { number, text } from '../../document/attributes';
import {
  CostMapper,
  HOURS_PER_MONTH,
  cpuCredits,
  fixed,
  unpriced,
  usage,
} from '../CostComponent';

/** A cache: its nodes, and snapshots above the free one. */
export const elasticacheReplicationGroup: CostMapper = ({ attributes }) => {
  const nodeType = text(attributes, 'node_type') ?? 'unknown';
  const engine = text(attributes, 'engine') ?? 'redis';
  const count = number(attributes, 'num_cache_clusters');
  const component = `Nodes, ${nodeType} ${engine}`;
  const snapshots = number(attributes, 'snapshot_retention_limit') ?? 0;
  return [
    count === undefined
      ? unpriced(component, 'hour', 'The number of nodes is not known')
      : fixed(component, count * HOURS_PER_MONTH, 'hour', {
          service: 'elasticache',
          attributes: { component: 'node', nodeType, engine },
        }),
    ...cpuCredits(nodeType),
    ...(snapshots > 0
      ? [
          usage(
            'Snapshots',
            'GB-month',
            `Kept for ${snapshots} ${
              snapshots === 1 ? 'day' : 'days'
            }; one snapshot is free`,
            { service: 'elasticache', attributes: { component: 'backup' } },
          ),
        ]
      : []),
  ];
};
