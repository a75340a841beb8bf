import {
  block,
  isExpression,
  listReferences,
  texts,
} from '../../document/attributes';
import { isPublicEndpoint } from '../clusters';
import { databasesInNetworks, groupsOf } from '../databases';
import { ResourceIndex } from '../../document/ResourceIndex';
import { isEverywhere, openIngress } from '../ingress';
import { PolicyRule, Violation } from '../PolicyRule';

const HTTPS = 443;

function edgeGroups(resources: ResourceIndex): ReadonlySet<string> {
  return new Set(
    resources
      .ofType('aws_lb')
      .flatMap(({ attributes }) =>
        listReferences(texts(attributes, 'security_groups')),
      ),
  );
}

function openGroups(resources: ResourceIndex): Violation[] {
  const edge = edgeGroups(resources);
  // A database that is open to everybody has a rule of its own.
  const databases = new Set(databasesInNetworks(resources).flatMap(groupsOf));
  return openIngress(resources)
    .filter(({ cidr }) => isEverywhere(cidr))
    .filter(({ group }) => !group || !databases.has(group))
    .filter(
      ({ group, fromPort, toPort }) =>
        !(group && edge.has(group) && fromPort === HTTPS && toPort === HTTPS),
    )
    .map(({ resource, fromPort, toPort }) => ({
      resource,
      detail:
        fromPort === undefined
          ? 'It opens every port to everybody.'
          : `It opens ${
              fromPort === toPort ? fromPort : `${fromPort} to ${toPort}`
            } to everybody.`,
    }));
}

function openEndpoints(resources: ResourceIndex): Violation[] {
  return resources
    .ofType('aws_eks_cluster')
    .filter(({ attributes }) => {
      const network = block(attributes, 'vpc_config');
      const cidrs = texts(network, 'public_access_cidrs');
      return (
        isPublicEndpoint(attributes) &&
        !isExpression(network.public_access_cidrs) &&
        (cidrs.length === 0 || cidrs.some(isEverywhere))
      );
    })
    .map(({ address }) => ({
      resource: address,
      detail: 'The Kubernetes API is open to everybody.',
      path: 'spec.cluster.endpoint.allowedCidrs',
    }));
}

/** Only HTTPS at the edge is open to everybody. */
export const ingressClosed: PolicyRule = {
  id: 'ingress-closed',
  severity: 'blocker',
  title: 'Nothing but HTTPS at the load balancer may be open to everybody',
  why: 'Every open port is tried by machines within minutes; what need not be public is safest out of reach.',
  fix: 'Name the addresses or security groups that may come in, or close the port.',
  check: ({ resources }) => [
    ...openGroups(resources),
    ...openEndpoints(resources),
  ],
};
