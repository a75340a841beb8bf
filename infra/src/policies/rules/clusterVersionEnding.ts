import { text } from '../../document/attributes';
import {
  STANDARD_SUPPORT_ENDS,
  supportDaysLeft,
} from '../../document/clusterSupport';
import { PolicyRule } from '../PolicyRule';

const NOTICE_DAYS = 60;

/** There is time left to plan the next upgrade of the cluster. */
export const clusterVersionEnding: PolicyRule = {
  id: 'cluster-version-ending',
  severity: 'warning',
  title: 'The Kubernetes version must stay in standard support for a while',
  why: 'At the end of standard support EKS upgrades the cluster by itself, at a time that nobody has chosen.',
  fix: 'Set the next version.',
  check: ({ resources, now }) =>
    resources.ofType('aws_eks_cluster').flatMap(({ address, attributes }) => {
      const version = text(attributes, 'version') ?? '';
      const days = supportDaysLeft(version, now);
      if (days === undefined || days <= 0 || days > NOTICE_DAYS) return [];
      return [
        {
          resource: address,
          detail: `${version} leaves standard support on ${STANDARD_SUPPORT_ENDS[version]}, in ${days} days.`,
          path: 'spec.cluster.version',
        },
      ];
    }),
};
