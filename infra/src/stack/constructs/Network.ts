import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Construct } from 'constructs';
import { EnvironmentOutput } from './EnvironmentPart';
import { FlowLogs } from './FlowLogs';
import { PlacedNetwork, networkOutput } from './PlacedNetwork';
import { Routing } from './Routing';
import { Subnets } from './Subnets';

/** The network of an environment. */
export interface NetworkOptions {
  readonly environment: string;
  readonly region: string;
  readonly cidr: string;
  readonly zones: readonly string[];
  readonly natGateways: 'none' | 'single' | 'per-zone';
  readonly flowLogs: boolean;
  readonly logRetentionDays: number;
  readonly keyArn: string;
}

/** A VPC of three tiers over named zones. */
export class Network extends Construct implements PlacedNetwork {
  readonly vpcId: string;
  readonly subnets: Subnets;
  readonly outputs: EnvironmentOutput[];

  constructor(scope: Construct, id: string, options: NetworkOptions) {
    super(scope, id);
    const { environment, cidr, zones, natGateways } = options;
    const vpc = new Vpc(this, 'vpc', {
      cidrBlock: cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: environment },
    });
    this.vpcId = vpc.id;
    this.outputs = [networkOutput(vpc.id)];
    // Taking over the default group without rules locks it: nothing is open by accident.
    new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: vpc.id,
      tags: { Name: `${environment}-default-locked` },
    });
    this.subnets = new Subnets(this, 'subnets', {
      environment,
      vpcId: vpc.id,
      cidr,
      zones,
    });
    const { privateTables } = new Routing(this, 'routing', {
      environment,
      vpcId: vpc.id,
      subnets: this.subnets,
      natGateways,
    });
    // Costs nothing, and what goes to S3 passes no NAT gateway. The database tier keeps no way anywhere.
    new VpcEndpoint(this, 's3-endpoint', {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${options.region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: privateTables.map(({ id: tableId }) => tableId),
      tags: { Name: `${environment}-s3` },
    });
    if (options.flowLogs) {
      new FlowLogs(this, 'flow-logs', { ...options, vpcId: vpc.id });
    }
  }
}
