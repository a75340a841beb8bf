import { isExpression, texts } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

/** Who did what in a cluster is written down. */
export const clusterAudited: PolicyRule = {
  id: 'cluster-audited',
  severity: 'warning',
  title: 'A cluster should write down who did what',
  why: 'After something has gone wrong, the audit log is the only place that tells who did it.',
  fix: 'Add audit to controlPlaneLogs.',
  check: ({ resources }) =>
    resources
      .ofType('aws_eks_cluster')
      .filter(({ attributes }) => {
        const logs = texts(attributes, 'enabled_cluster_log_types');
        return (
          !isExpression(attributes.enabled_cluster_log_types) &&
          !logs.some(log => log === 'audit' || isExpression(log))
        );
      })
      .map(({ address }) => ({
        resource: address,
        path: 'spec.cluster.controlPlaneLogs',
      })),
};
