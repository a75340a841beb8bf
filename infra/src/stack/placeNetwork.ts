import {
  EnvironmentSpec,
  zoneNames,
} from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { ExistingNetwork } from './constructs/ExistingNetwork';
import { Network } from './constructs/Network';
import { PlacedNetwork } from './constructs/PlacedNetwork';
import { Foundation } from './Foundation';

/** Makes the network of an environment, or takes the one that its spec names. */
export function placeNetwork(
  scope: Construct,
  foundation: Foundation,
  { region, availabilityZones, network }: EnvironmentSpec['spec'],
): PlacedNetwork {
  const { cidr, existing, ...options } = network;
  const zones = zoneNames(region, availabilityZones);
  if (existing) {
    return new ExistingNetwork(scope, 'network', { existing, zones });
  }
  if (cidr === undefined) {
    throw new Error('spec.network has neither cidr nor existing');
  }
  return new Network(scope, 'network', {
    ...foundation,
    ...options,
    cidr,
    zones,
  });
}
