import {
  flag,
  listReferences,
  reference,
  text,
  texts,
} from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { PolicyRule } from '../PolicyRule';
import { subnetsWithWayOut } from '../subnets';

/**
 * What a node and the add-ons on it call before they are ready.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html;
 * eks-auth gives the storage driver and the collector of logs their roles.
 */
const NEEDED = ['ec2', 'ecr.api', 'ecr.dkr', 'eks-auth', 'logs', 's3', 'sts'];

/** The last part of a service's name: `com.amazonaws.us-west-2.ecr.api` gives `ecr.api`. */
const SERVICE = /^com\.amazonaws\.[a-z0-9-]+\.(.+)$/;

/** The services of AWS that a subnet reaches without a way out of its network. */
function servicesNear(
  subnet: string,
  resources: ResourceIndex,
): ReadonlySet<string | undefined> {
  const network = reference(resources.get(subnet)?.attributes ?? {}, 'vpc_id');
  const tables = resources
    .ofType('aws_route_table_association')
    .filter(({ attributes }) => reference(attributes, 'subnet_id') === subnet)
    .map(({ attributes }) => reference(attributes, 'route_table_id') ?? '');
  return new Set(
    resources
      .ofType('aws_vpc_endpoint')
      .filter(({ attributes }) =>
        text(attributes, 'vpc_endpoint_type') === 'Interface'
          ? reference(attributes, 'vpc_id') === network &&
            flag(attributes, 'private_dns_enabled')
          : listReferences(texts(attributes, 'route_table_ids')).some(table =>
              tables.includes(table),
            ),
      )
      .map(
        ({ attributes }) =>
          SERVICE.exec(text(attributes, 'service_name') ?? '')?.[1],
      ),
  );
}

/** Nodes can fetch their images and find their cluster, through NAT or through endpoints. */
export const nodesReachOut: PolicyRule = {
  id: 'nodes-reach-out',
  severity: 'blocker',
  title: 'Nodes must reach the services that they start with',
  why: 'A node that finds neither a way out of its network nor the endpoints of these services can neither fetch images nor join the cluster, so the environment never becomes ready.',
  fix: 'Set natGateways to single or per-zone, or name the services in interfaceEndpoints.',
  check: ({ resources }) => {
    const open = subnetsWithWayOut(resources);
    return resources
      .ofType('aws_eks_node_group')
      .flatMap(({ address, attributes }) => {
        const missing = listReferences(texts(attributes, 'subnet_ids'))
          .filter(subnet => resources.get(subnet) && !open.has(subnet))
          .flatMap(subnet => {
            const near = servicesNear(subnet, resources);
            return NEEDED.filter(service => !near.has(service));
          });
        if (missing.length === 0) return [];
        return [
          {
            resource: address,
            detail: `Its nodes do not reach ${[...new Set(missing)].join(
              ', ',
            )}.`,
            path: 'spec.network.natGateways',
          },
        ];
      });
  },
};
