import { SubnetTier } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { EnvironmentOutput, EnvironmentPart } from './EnvironmentPart';

/** A network in which everything else is placed, made here or not. */
export interface PlacedNetwork extends Construct, EnvironmentPart {
  readonly vpcId: string;
  /** The ids of a tier's subnets, in the order of the zones. */
  readonly subnets: { ids(tier: SubnetTier): string[] };
}

/** Tells in which network all is. */
export function networkOutput(vpcId: string): EnvironmentOutput {
  return {
    name: 'network_id',
    description: 'The network in which all is',
    value: vpcId,
  };
}
