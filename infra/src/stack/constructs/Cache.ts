import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { AlarmRule, cacheAlarms } from './alarmRules';
import { CacheToken } from './CacheToken';
import { ClosedGroup, GroupSource } from './ClosedGroup';
import { EnvironmentOutput } from './EnvironmentPart';

/** The cache's part of a spec. */
export type CacheSpec = NonNullable<EnvironmentSpec['spec']['cache']>;

/** The cache and who may reach it. */
export interface CacheOptions {
  readonly environment: string;
  readonly cache: CacheSpec;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly keyArn: string;
  readonly clients: readonly GroupSource[];
  /** Whether changes wait for the weekly maintenance window. */
  readonly waitForMaintenance: boolean;
  /** How long what was deleted can be brought back. */
  readonly recoveryDays: number;
  /** Whether what holds data may go with it. */
  readonly disposable: boolean;
}

const PORT = 6379;

/** Redis or Valkey on ElastiCache, encrypted on the wire and at rest, reached by the nodes alone. */
export class Cache extends Construct {
  readonly alarms: AlarmRule[];
  readonly outputs: EnvironmentOutput[];
  readonly secretArns: string[];

  constructor(scope: Construct, id: string, options: CacheOptions) {
    super(scope, id);
    const { environment, cache: spec, vpcId, clients } = options;
    const replicated = spec.nodes > 1;
    const group = new ClosedGroup(this, 'access', {
      name: `${environment}-cache`,
      description: `Cache of ${environment}: from its nodes only`,
      vpcId,
      port: PORT,
      sources: clients,
    });
    const subnetGroup = new ElasticacheSubnetGroup(this, 'subnet-group', {
      name: `${environment}-cache`,
      description: `Database subnets of ${environment}`,
      subnetIds: [...options.subnetIds],
    });
    const token = this.#token(options);
    const nodes = new ElasticacheReplicationGroup(this, 'replication-group', {
      replicationGroupId: `${environment}-${spec.engine}`,
      description: `Cache of ${environment}`,
      engine: spec.engine,
      engineVersion: spec.version,
      nodeType: spec.nodeType,
      numCacheClusters: spec.nodes,
      port: PORT,
      subnetGroupName: subnetGroup.name,
      securityGroupIds: [group.id],
      automaticFailoverEnabled: replicated,
      multiAzEnabled: replicated,
      transitEncryptionEnabled: true,
      ...(token && {
        authToken: token.value,
        authTokenUpdateStrategy: 'ROTATE',
      }),
      atRestEncryptionEnabled: 'true',
      kmsKeyId: options.keyArn,
      autoMinorVersionUpgrade: 'true',
      applyImmediately: !options.waitForMaintenance,
      snapshotRetentionLimit: spec.snapshotRetentionDays,
    });
    this.secretArns = token ? [token.secretArn] : [];
    this.outputs = [
      {
        name: 'cache_address',
        description: 'Where the cache is written to',
        value: nodes.primaryEndpointAddress,
      },
      ...(token
        ? [
            {
              name: 'cache_secret_arn',
              description: 'The secret that holds the token of the cache',
              value: token.secretArn,
            },
          ]
        : []),
    ];
    this.alarms = cacheAlarms(nodes.replicationGroupId, spec.nodes);
  }

  #token(options: CacheOptions): CacheToken | undefined {
    const { cache, recoveryDays, disposable } = options;
    return cache.authToken
      ? new CacheToken(this, 'token', {
          ...options,
          // A name is free again only when its secret is gone.
          recoveryDays: disposable ? 0 : recoveryDays,
        })
      : undefined;
  }
}
