import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Construct } from 'constructs';
import { ClosedGroup, GroupSource } from './ClosedGroup';

/** Which services of AWS are reached inside a network, and by whom. */
export interface InterfaceEndpointsOptions {
  readonly environment: string;
  readonly region: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Services, such as `ecr.api`. */
  readonly services: readonly string[];
  readonly clients: readonly GroupSource[];
}

const HTTPS = 443;

/** Addresses of services of AWS in the private subnets, by the names that they have everywhere. */
export class InterfaceEndpoints extends Construct {
  readonly endpoints: readonly VpcEndpoint[];

  constructor(
    scope: Construct,
    id: string,
    options: InterfaceEndpointsOptions,
  ) {
    super(scope, id);
    const { environment, region, vpcId, subnetIds, services } = options;
    const group = new ClosedGroup(this, 'access', {
      name: `${environment}-endpoints`,
      description: `Endpoints of ${environment}: from its nodes only`,
      vpcId,
      port: HTTPS,
      sources: options.clients,
    });
    this.endpoints = services.map(
      service =>
        new VpcEndpoint(this, service.replace('.', '-'), {
          vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: 'Interface',
          privateDnsEnabled: true,
          subnetIds: [...subnetIds],
          securityGroupIds: [group.id],
          tags: { Name: `${environment}-${service}` },
        }),
    );
  }
}
