import { block, isExpression, text } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

/** What a cluster has whose configuration says nothing. */
const DEFAULT_MODE = 'CONFIG_MAP';

/** Who may enter a cluster is told by AWS, and not by a file within it. */
export const clusterAccessByEntries: PolicyRule = {
  id: 'cluster-access-by-entries',
  severity: 'blocker',
  title: 'Access to a cluster must be given by entries',
  why: 'The file aws-auth can be changed by whoever is in the cluster, locks everybody out with one typing error, and stands in no plan.',
  fix: 'Set authentication_mode to API and write access entries.',
  check: ({ resources }) =>
    resources.ofType('aws_eks_cluster').flatMap(({ address, attributes }) => {
      const access = block(attributes, 'access_config');
      const mode = text(access, 'authentication_mode') ?? DEFAULT_MODE;
      if (mode === 'API') return [];
      if ([mode, attributes.access_config].some(isExpression)) return [];
      return [{ resource: address, detail: `It is ${mode}.` }];
    }),
};
