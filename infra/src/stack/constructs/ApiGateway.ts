import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import { Apigatewayv2VpcLink } from '@cdktf/provider-aws/lib/apigatewayv2-vpc-link';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';

/** The load balancer that answers, and how it is reached. */
export interface ApiGatewayOptions {
  readonly environment: string;
  readonly vpcId: string;
  readonly privateSubnetIds: readonly string[];
  readonly listenerArn: string;
  readonly loadBalancerGroupId: string;
  /** The name in the certificate of the load balancer. */
  readonly serverName: string;
  readonly keyArn: string;
  readonly logRetentionDays: number;
}

/** Requests a second over all callers, and how many may come at once. */
const THROTTLE = { throttlingRateLimit: 100, throttlingBurstLimit: 200 };

const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;

const LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  error: '$context.integrationErrorMessage',
});

/** A way in for programs: slowed down before it reaches the load balancer, through a link into the network. */
export class ApiGateway extends Construct {
  readonly address: string;

  constructor(scope: Construct, id: string, options: ApiGatewayOptions) {
    super(scope, id);
    const { environment, listenerArn, serverName } = options;
    const api = new Apigatewayv2Api(this, 'api', {
      name: environment,
      protocolType: 'HTTP',
      description: `Programs that call ${environment}`,
    });
    const integration = new Apigatewayv2Integration(this, 'integration', {
      apiId: api.id,
      integrationType: 'HTTP_PROXY',
      integrationMethod: 'ANY',
      integrationUri: listenerArn,
      connectionType: 'VPC_LINK',
      connectionId: this.#link(options).id,
      payloadFormatVersion: '1.0',
      // Without it the gateway speaks HTTP to a listener that speaks HTTPS.
      tlsConfig: { serverNameToVerify: serverName },
    });
    new Apigatewayv2Route(this, 'route', {
      apiId: api.id,
      routeKey: '$default',
      target: `integrations/${integration.id}`,
    });
    this.#stage(api, options);
    this.address = api.apiEndpoint;
  }

  #link(options: ApiGatewayOptions): Apigatewayv2VpcLink {
    const { environment, vpcId, loadBalancerGroupId } = options;
    const name = `${environment}-api`;
    const group = new SecurityGroup(this, 'access', {
      name,
      description: `API gateway of ${environment}: to the load balancer only`,
      vpcId,
      tags: { Name: name },
    });
    new VpcSecurityGroupEgressRule(this, 'to-load-balancer', {
      securityGroupId: group.id,
      referencedSecurityGroupId: loadBalancerGroupId,
      description: 'To the load balancer',
      ...HTTPS,
    });
    new VpcSecurityGroupIngressRule(this, 'load-balancer-from-api', {
      securityGroupId: loadBalancerGroupId,
      referencedSecurityGroupId: group.id,
      description: 'From the API gateway',
      ...HTTPS,
    });
    return new Apigatewayv2VpcLink(this, 'link', {
      name: environment,
      subnetIds: [...options.privateSubnetIds],
      securityGroupIds: [group.id],
    });
  }

  #stage(api: Apigatewayv2Api, options: ApiGatewayOptions): void {
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/portico/${options.environment}/api`,
      retentionInDays: options.logRetentionDays,
      kmsKeyId: options.keyArn,
    });
    new Apigatewayv2Stage(this, 'stage', {
      apiId: api.id,
      name: '$default',
      autoDeploy: true,
      defaultRouteSettings: THROTTLE,
      accessLogSettings: {
        destinationArn: logGroup.arn,
        format: LOG_FORMAT,
      },
    });
  }
}
