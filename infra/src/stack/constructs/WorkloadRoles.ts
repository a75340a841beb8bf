import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { EnvironmentOutput } from './EnvironmentPart';
import { PolicyStatement } from './policyDocument';
import { serviceSecretArns } from './serviceSecrets';
import { shortName } from './shortName';
import { WorkloadIssuer, WorkloadRole } from './WorkloadRole';
import {
  EventAccess,
  autoscalerStatements,
  eventStatements,
  loadBalancerStatements,
  secretsStatements,
} from './workloadStatements';

/** The cluster, and what of the environment its pods work with. */
export interface WorkloadRolesOptions {
  readonly environment: string;
  readonly region: string;
  readonly accountId: string;
  readonly keyArn: string;
  readonly cluster: { readonly name: string; readonly issuerUrl: string };
  readonly targetGroupArns: readonly string[];
  /** The secrets that the environment makes itself. */
  readonly secretArns: readonly string[];
  /** The services of the environment, for which people keep secrets beside those. */
  readonly services: readonly string[];
  /** What each service does with events, by its name; none where there are no events. */
  readonly events: ReadonlyMap<string, EventAccess>;
}

/** The namespace of the services, as infra/kubernetes has it. */
const SERVICES = 'shop';
const MAX_NAME = 64;

interface Workload {
  readonly serviceAccount: string;
  readonly namespace: string;
  /** The name of the role within the environment. */
  readonly role: string;
  readonly description: string;
  readonly statements: readonly PolicyStatement[];
}

/** The roles of services, and of what the pipeline installs in a cluster; each does its own things to this environment alone. */
export class WorkloadRoles extends Construct {
  readonly outputs: EnvironmentOutput[];

  constructor(scope: Construct, id: string, options: WorkloadRolesOptions) {
    super(scope, id);
    const { environment } = options;
    const issuer = this.#issuer(options.cluster.issuerUrl);
    const arns = workloads(options).map(
      ({ role, ...workload }): [string, string] => [
        workload.serviceAccount,
        new WorkloadRole(this, workload.serviceAccount, {
          ...workload,
          name: shortName(`${environment}-${role}`, MAX_NAME),
          issuer,
        }).arn,
      ],
    );
    this.outputs = [
      {
        name: 'workload_roles',
        description: 'The roles of service accounts, by their names',
        value: Object.fromEntries(arns),
      },
    ];
  }

  /** Without thumbprints: AWS knows the authority of the issuers of EKS. */
  #issuer(url: string): WorkloadIssuer {
    const provider = new IamOpenidConnectProvider(this, 'issuer', {
      url,
      clientIdList: ['sts.amazonaws.com'],
    });
    const host = new TerraformLocal(
      this,
      'issuer_host',
      Fn.replace(url, 'https://', ''),
    );
    return { providerArn: provider.arn, host: host.asString };
  }
}

function workloads(options: WorkloadRolesOptions): Workload[] {
  const { cluster, targetGroupArns, services, events } = options;
  const secretArns = [
    ...options.secretArns,
    ...serviceSecretArns(services, options),
  ];
  return [
    ...[...events].map(([name, access]) => ({
      serviceAccount: `${name}-service`,
      namespace: SERVICES,
      role: `${name}-service`,
      description: `Tells events, and takes those of ${name}-service`,
      statements: eventStatements(access, options),
    })),
    {
      serviceAccount: 'cluster-autoscaler',
      namespace: 'kube-system',
      role: 'autoscaler',
      description: 'Sets how many nodes there are',
      statements: autoscalerStatements(cluster.name),
    },
    ...(targetGroupArns.length > 0
      ? [
          {
            serviceAccount: 'aws-load-balancer-controller',
            namespace: 'kube-system',
            role: 'load-balancer',
            description: 'Registers pods at the load balancer',
            statements: loadBalancerStatements(targetGroupArns),
          },
        ]
      : []),
    ...(secretArns.length > 0
      ? [
          {
            serviceAccount: 'external-secrets',
            namespace: 'external-secrets',
            role: 'secrets',
            description: 'Hands the secrets of the environment to its pods',
            statements: secretsStatements(secretArns, options),
          },
        ]
      : []),
  ];
}
