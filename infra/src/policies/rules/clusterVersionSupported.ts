import { text } from '../../document/attributes';
import {
  STANDARD_SUPPORT_ENDS,
  clusterSupport,
} from '../../document/clusterSupport';
import { PolicyRule } from '../PolicyRule';

/** The Kubernetes version is one that EKS supports without a surcharge. */
export const clusterVersionSupported: PolicyRule = {
  id: 'cluster-version-supported',
  severity: 'blocker',
  title: 'The Kubernetes version must be in standard support',
  why: 'Past standard support a cluster is upgraded without asking, or costs six times as much.',
  fix: 'Set a version in standard support, such as "1.35", one step at a time.',
  check: ({ resources, now }) =>
    resources.ofType('aws_eks_cluster').flatMap(({ address, attributes }) => {
      const version = text(attributes, 'version') ?? '';
      if (clusterSupport(version, now) !== 'extended') return [];
      const end = STANDARD_SUPPORT_ENDS[version];
      return [
        {
          resource: address,
          detail: `${version} left standard support${end ? ` on ${end}` : ''}.`,
          path: 'spec.cluster.version',
        },
      ];
    }),
};
