import { REGIONS } from '@portico/plugin-environments-common';
import { block, listReferences, text, texts } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

/** The ids of zones in which EKS takes no subnets for a control plane. */
const REFUSED_IDS: ReadonlySet<string> = new Set(
  REGIONS.flatMap(({ zoneIdsWithoutCluster }) => zoneIdsWithoutCluster),
);

/**
 * The names that such zones have in most accounts; every account has names of its own.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html
 * (UnsupportedAvailabilityZoneException names us-east-1e).
 */
const LIKELY_NAMES: Readonly<Record<string, string>> = {
  'us-east-1e': 'use1-az3',
};

/** A cluster has subnets only in zones that EKS takes. */
export const zonesTakeClusters: PolicyRule = {
  id: 'zones-take-clusters',
  severity: 'warning',
  title: 'A cluster should have subnets only in zones that EKS takes',
  why: 'EKS refuses the cluster with UnsupportedAvailabilityZoneException when the network is already there.',
  fix: 'Name other zones in availabilityZones.',
  check: ({ resources }) =>
    resources.ofType('aws_eks_cluster').flatMap(({ address, attributes }) => {
      const subnets = texts(block(attributes, 'vpc_config'), 'subnet_ids');
      return listReferences(subnets).flatMap(subnet => {
        const zones = resources.get(subnet)?.attributes ?? {};
        const id = text(zones, 'availability_zone_id') ?? '';
        const name = text(zones, 'availability_zone') ?? '';
        const likely = LIKELY_NAMES[name];
        if (!REFUSED_IDS.has(id) && !likely) return [];
        return [
          {
            resource: address,
            detail: likely
              ? `${subnet} is in ${name}, which is ${likely} in most accounts.`
              : `${subnet} is in ${id}.`,
            path: 'spec.availabilityZones',
          },
        ];
      });
    }),
};
