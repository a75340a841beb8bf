import {
  ExistingNetwork as ExistingNetworkSpec,
  SubnetTier,
} from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { EnvironmentOutput } from './EnvironmentPart';
import { PlacedNetwork, networkOutput } from './PlacedNetwork';

/** A network that is there already, and the zones that are used of it. */
export interface ExistingNetworkOptions {
  readonly existing: ExistingNetworkSpec;
  readonly zones: readonly string[];
}

/** A network that somebody else makes and changes: nothing of it is built here. */
export class ExistingNetwork extends Construct implements PlacedNetwork {
  readonly vpcId: string;
  readonly subnets: PlacedNetwork['subnets'];
  readonly outputs: EnvironmentOutput[];

  constructor(scope: Construct, id: string, options: ExistingNetworkOptions) {
    super(scope, id);
    const { existing, zones } = options;
    this.vpcId = existing.vpcId;
    this.subnets = {
      ids: (tier: SubnetTier) =>
        zones.map(zone => existing.subnets[tier][zone]),
    };
    this.outputs = [networkOutput(existing.vpcId)];
  }
}
