import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { SubnetTier } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { PlacedSubnet, Subnets } from './Subnets';

const EVERYWHERE = '0.0.0.0/0';

/** Which ways out a network has. */
export interface RoutingOptions {
  readonly environment: string;
  readonly vpcId: string;
  readonly subnets: Subnets;
  readonly natGateways: 'none' | 'single' | 'per-zone';
}

/** The routes of the three tiers: the public one to the internet, the private one out through NAT, the database nowhere. */
export class Routing extends Construct {
  /** The tables of the private subnets, one a zone. */
  readonly privateTables: readonly RouteTable[];
  readonly #options: RoutingOptions;
  readonly #gateway: InternetGateway;

  constructor(scope: Construct, id: string, options: RoutingOptions) {
    super(scope, id);
    this.#options = options;
    const { environment, vpcId, subnets } = options;
    this.#gateway = new InternetGateway(this, 'internet-gateway', {
      vpcId,
      tags: { Name: environment },
    });
    const publicTable = this.#table('public', 'public');
    new Route(this, 'public-internet', {
      routeTableId: publicTable.id,
      destinationCidrBlock: EVERYWHERE,
      gatewayId: this.#gateway.id,
    });
    this.#associate(subnets.tier('public'), () => publicTable);
    const databaseTable = this.#table('database', 'database');
    this.#associate(subnets.tier('database'), () => databaseTable);
    this.privateTables = this.#routePrivate();
  }

  /** A private table a zone, so that a NAT gateway a zone is a change of routes alone. */
  #routePrivate(): RouteTable[] {
    const { subnets, natGateways } = this.#options;
    const gateways = this.#natGateways();
    const tables = new Map(
      subnets.tier('private').map(({ zone }) => {
        const table = this.#table('private', `private-${zone}`);
        const natGateway =
          natGateways === 'single'
            ? gateways[0]
            : gateways.find(g => g.zone === zone);
        if (natGateway) {
          new Route(this, `private-${zone}-internet`, {
            routeTableId: table.id,
            destinationCidrBlock: EVERYWHERE,
            natGatewayId: natGateway.gateway.id,
          });
        }
        return [zone, table];
      }),
    );
    this.#associate(subnets.tier('private'), ({ zone }) => tables.get(zone));
    return [...tables.values()];
  }

  #natGateways(): { zone: string; gateway: NatGateway }[] {
    const { environment, subnets, natGateways } = this.#options;
    const count = { none: 0, single: 1, 'per-zone': undefined }[natGateways];
    return subnets
      .tier('public')
      .slice(0, count)
      .map(({ zone, subnet }) => {
        const tags = { Name: `${environment}-nat-${zone}` };
        const address = new Eip(this, `nat-address-${zone}`, {
          domain: 'vpc',
          tags,
          dependsOn: [this.#gateway],
        });
        const gateway = new NatGateway(this, `nat-${zone}`, {
          allocationId: address.allocationId,
          subnetId: subnet.id,
          connectivityType: 'public',
          tags,
          dependsOn: [this.#gateway],
        });
        return { zone, gateway };
      });
  }

  #table(tier: SubnetTier, id: string): RouteTable {
    const { environment, vpcId } = this.#options;
    return new RouteTable(this, id, {
      vpcId,
      tags: { Name: `${environment}-${id}`, tier },
    });
  }

  #associate(
    placed: PlacedSubnet[],
    tableOf: (subnet: PlacedSubnet) => RouteTable | undefined,
  ): void {
    for (const item of placed) {
      const table = tableOf(item);
      if (!table) continue;
      new RouteTableAssociation(this, `${item.tier}-${item.zone}-association`, {
        subnetId: item.subnet.id,
        routeTableId: table.id,
      });
    }
  }
}
