import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { TerraformProvider, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { AlarmRule, loadBalancerAlarms } from './alarmRules';
import { ApiGateway } from './ApiGateway';
import { Bucket } from './Bucket';
import { Certificate } from './Certificate';
import { GroupSource } from './ClosedGroup';
import { Distribution } from './Distribution';
import {
  EdgeTargets,
  NOTHING_HERE,
  groupsOf,
  placesToRegister,
} from './edgeTargets';
import { EnvironmentOutput } from './EnvironmentPart';
import { loadBalancerAccess } from './loadBalancerAccess';
import { serviceRoutes } from './serviceRoutes';
import { LOAD_BALANCER_LOGS } from './Storage';
import { targetGroup } from './targetGroup';
import { WebFirewall, WebFirewallOptions } from './WebFirewall';

/** The edge's part of a spec. */
export type EdgeSpec = NonNullable<EnvironmentSpec['spec']['edge']>;

/** The edge and what is behind it. */
export interface EdgeOptions {
  readonly environment: string;
  readonly edge: EdgeSpec;
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
  readonly keyArn: string;
  readonly logRetentionDays: number;
  readonly deletionProtection: boolean;
  /** The nodes that get the requests. */
  readonly targets: readonly GroupSource[];
  /** Where the load balancer writes who asked for what; nowhere where there is none. */
  readonly logs: Bucket | undefined;
  /** The provider of us-east-1, where all is that CloudFront looks at. */
  readonly global: TerraformProvider | undefined;
}

/** The ways into an environment: one load balancer, and what may stand before it. */
export class Edge extends Construct {
  readonly alarms: AlarmRule[];
  readonly outputs: EnvironmentOutput[];
  readonly targetGroupArns: string[];
  readonly #options: EdgeOptions;

  constructor(scope: Construct, id: string, options: EdgeOptions) {
    super(scope, id);
    this.#options = options;
    const access = loadBalancerAccess(this, {
      ...options,
      behindCloudFront: options.global !== undefined,
    });
    const loadBalancer = this.#loadBalancer(access);
    const { targets, listener } = this.#listen(loadBalancer);
    this.targetGroupArns = groupsOf(targets).map(({ arn }) => arn);
    this.alarms = loadBalancerAlarms(
      loadBalancer.arnSuffix,
      'all' in targets ? targets.all.arnSuffix : undefined,
    );
    this.#firewall('firewall', {
      loadBalancerArn: loadBalancer.arn,
      behindCloudFront: options.global !== undefined,
    });
    const { cdn, api } = this.#stand(loadBalancer, listener, access);
    this.outputs = [
      ...addresses(cdn?.address ?? loadBalancer.dnsName, api?.address),
      placesToRegister(targets),
    ];
  }

  /** Behind CloudFront it has no public address, so that nobody can go around. */
  #loadBalancer(access: SecurityGroup): Lb {
    const { environment, global, logs, ...options } = this.#options;
    return new Lb(this, 'load-balancer', {
      name: loadBalancerName(environment),
      loadBalancerType: 'application',
      internal: global !== undefined,
      subnets: [
        ...(global ? options.privateSubnetIds : options.publicSubnetIds),
      ],
      securityGroups: [access.id],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: options.deletionProtection,
      ...(logs && {
        accessLogs: {
          bucket: logs.name,
          prefix: LOAD_BALANCER_LOGS,
          enabled: true,
        },
        // AWS tries to write before it switches the logs on.
        dependsOn: [logs.policy],
      }),
      tags: { Name: environment },
    });
  }

  #firewall(
    id: string,
    before: WebFirewallOptions['before'],
  ): WebFirewall | undefined {
    const { edge } = this.#options;
    return (
      edge.waf &&
      new WebFirewall(this, id, { ...this.#options, ...edge.waf, before })
    );
  }

  /** What stands before the load balancer, where the spec asks for it. */
  #stand(
    loadBalancer: Lb,
    listener: LbListener,
    access: SecurityGroup,
  ): { cdn?: Distribution; api?: ApiGateway } {
    const { edge, global } = this.#options;
    if (!global && !edge.apiGateway) return {};
    const domainName = edge.domainName ?? this.#domainName();
    return {
      cdn: global && this.#cdn(global, loadBalancer, listener, domainName),
      api: edge.apiGateway
        ? new ApiGateway(this, 'api', {
            ...this.#options,
            listenerArn: listener.arn,
            loadBalancerGroupId: access.id,
            serverName: domainName,
          })
        : undefined,
    };
  }

  #cdn(
    global: TerraformProvider,
    loadBalancer: Lb,
    listener: LbListener,
    domainName: string,
  ): Distribution {
    const certificate = new Certificate(this, 'viewer_certificate', {
      domainName: this.#options.edge.domainName,
      provider: global,
    });
    const firewall = this.#firewall('cdn-firewall', {
      distributionIn: global,
    });
    return new Distribution(this, 'cdn', {
      ...this.#options,
      loadBalancer,
      listener,
      domainName,
      certificateArn: certificate.arn,
      webAclArn: firewall?.arn,
    });
  }

  #domainName(): string {
    const variable = new TerraformVariable(this, 'domain_name', {
      type: 'string',
      nullable: false,
      description:
        'Host name of the certificates of the edge; the pipeline gives it, since the environment names no domain',
    });
    return variable.stringValue;
  }

  #listen(loadBalancer: Lb): {
    targets: EdgeTargets;
    listener: LbListener;
  } {
    const { environment, edge, vpcId } = this.#options;
    const { services, domainName } = edge;
    const all =
      services.length === 0
        ? targetGroup(this, 'targets', { name: environment, vpcId })
        : undefined;
    const certificate = new Certificate(this, 'certificate', { domainName });
    const listener = new LbListener(this, 'https', {
      loadBalancerArn: loadBalancer.arn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificateArn: certificate.arn,
      defaultAction: [
        all ? { type: 'forward', targetGroupArn: all.arn } : NOTHING_HERE,
      ],
    });
    if (all) return { targets: { all }, listener };
    const byService = serviceRoutes(this, {
      ...this.#options,
      services,
      listener,
    });
    return { targets: { byService }, listener };
  }
}

/** AWS takes no load balancer whose name starts with `internal-`. */
function loadBalancerName(environment: string): string {
  return environment.replace(/^internal-/, 'int-');
}

function addresses(edge: string, api: string | undefined): EnvironmentOutput[] {
  return [
    {
      name: 'edge_address',
      description: 'Where the domain of the environment points to',
      value: edge,
    },
    ...(api
      ? [
          {
            name: 'api_address',
            description: 'Where programs call',
            value: api,
          },
        ]
      : []),
  ];
}
