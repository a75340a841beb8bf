import { block, text } from '../../document/attributes';
import { clusterSupport } from '../../document/clusterSupport';
import { CostMapper, HOURS_PER_MONTH, fixed, unpriced } from '../CostComponent';

/** A control plane; six times the price where the version is past standard support. */
export const eksCluster: CostMapper = ({ attributes }, { now }) => {
  const upgrades = text(block(attributes, 'upgrade_policy'), 'support_type');
  const version = text(attributes, 'version');
  // With the policy STANDARD, EKS upgrades the cluster before extended support begins.
  const support =
    upgrades === 'STANDARD' ? 'standard' : clusterSupport(version ?? '', now);
  if (support === 'unknown') {
    return [
      unpriced(
        'Control plane',
        'hour',
        `Whether version ${
          version ?? '(not set)'
        } is in standard support is not known`,
        HOURS_PER_MONTH,
      ),
    ];
  }
  return [
    fixed(`Control plane, ${support} support`, HOURS_PER_MONTH, 'hour', {
      service: 'eks',
      attributes: { component: 'cluster', support },
    }),
  ];
};
