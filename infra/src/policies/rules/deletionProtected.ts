import { isOff } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

/** The switches that make AWS refuse a deletion; the database has a rule of its own. */
const SWITCHES: Readonly<Record<string, string>> = {
  aws_eks_cluster: 'deletion_protection',
  aws_lb: 'enable_deletion_protection',
};

/** The cluster and the load balancers of production cannot be deleted by mistake. */
export const deletionProtected: PolicyRule = {
  id: 'deletion-protected',
  severity: 'blocker',
  title: 'Cluster and load balancer of production must be protected',
  why: 'One wrong line in one pull request must not be able to take the shop away.',
  fix: 'Set the protection against deletion to true.',
  classes: ['prod'],
  check: ({ resources }) =>
    Object.entries(SWITCHES).flatMap(([type, name]) =>
      resources
        .ofType(type)
        .filter(({ attributes }) => isOff(attributes, name))
        .map(({ address }) => ({
          resource: address,
          detail: `${name} is off.`,
        })),
    ),
};
