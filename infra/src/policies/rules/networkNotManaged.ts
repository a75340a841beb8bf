import { ResourceIndex } from '../../document/ResourceIndex';
import { text } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

const VPC_ID = /^vpc-[0-9a-f]+$/;

function foreignNetworks(resources: ResourceIndex): string[] {
  const ids = resources
    .all()
    .flatMap(({ attributes }) => text(attributes, 'vpc_id') ?? [])
    .filter(id => VPC_ID.test(id));
  return [...new Set(ids)].sort();
}

/** Somebody is told what is not known of a network that is not made here. */
export const networkNotManaged: PolicyRule = {
  id: 'network-not-managed',
  severity: 'warning',
  title: 'Somebody must look after a network that is not made here',
  why: 'Whether its database subnets are closed, its private ones have a way out, load balancers find theirs by tags and its block overlaps that of another environment is not known here.',
  fix: 'Ask whoever runs the network, or give the environment one of its own with cidr.',
  check: ({ resources }) =>
    foreignNetworks(resources).map(resource => ({
      resource,
      path: 'spec.network.existing',
    })),
};
