import { block, isExpression, isOff } from '../../document/attributes';
import { isPublicEndpoint } from '../clusters';
import { PolicyRule, violationsFrom } from '../PolicyRule';

/** The Kubernetes API of production is reached from within its network. */
export const clusterEndpointPrivate: PolicyRule = {
  id: 'cluster-endpoint-private',
  severity: 'blocker',
  title: 'The Kubernetes API of production must be private',
  why: 'A public one is tried day and night, and a token that has leaked is all that it takes.',
  fix: 'Set cluster.endpoint.public to false, and come in by a network that is connected.',
  classes: ['prod'],
  check: ({ resources }) =>
    resources.ofType('aws_eks_cluster').flatMap(({ address, attributes }) => {
      const network = block(attributes, 'vpc_config');
      const found = [
        ...(isPublicEndpoint(attributes)
          ? ['It answers to the internet.']
          : []),
        ...(!isExpression(attributes.vpc_config) &&
        isOff(network, 'endpoint_private_access')
          ? ['It does not answer within its network.']
          : []),
      ];
      return violationsFrom(address, found, 'spec.cluster.endpoint.public');
    }),
};
