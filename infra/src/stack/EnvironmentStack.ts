import {
  EnvironmentSpec,
  backupCopyRegionOf,
} from '@portico/plugin-environments-common';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Alarms } from './constructs/Alarms';
import { AlarmRule } from './constructs/alarmRules';
import { Alerts } from './constructs/Alerts';
import { AuditTrail } from './constructs/AuditTrail';
import { Cache } from './constructs/Cache';
import { GroupSource } from './constructs/ClosedGroup';
import { Cluster } from './constructs/Cluster';
import { Database } from './constructs/Database';
import { DeployRole } from './constructs/DeployRole';
import { Edge } from './constructs/Edge';
import { EnvironmentPart } from './constructs/EnvironmentPart';
import { Events } from './constructs/Events';
import { ExistingCluster } from './constructs/ExistingCluster';
import { Governance } from './constructs/Governance';
import { InterfaceEndpoints } from './constructs/InterfaceEndpoints';
import { PlacedNetwork } from './constructs/PlacedNetwork';
import { Registry } from './constructs/Registry';
import { Storage } from './constructs/Storage';
import { WorkloadRoles } from './constructs/WorkloadRoles';
import { eventAccessOf, servicesOf } from './environmentServices';
import { Foundation, layFoundation } from './Foundation';
import { placeNetwork } from './placeNetwork';
import { PorticoStack } from './PorticoStack';
import { environmentStateKey } from './constructs/StateBackend';

type AnyCluster = Cluster | ExistingCluster;

/** Everything that an environment is made of, from its spec and nothing else. */
export class EnvironmentStack extends PorticoStack {
  readonly #environment: EnvironmentSpec;

  constructor(scope: Construct, environment: EnvironmentSpec) {
    const { metadata, spec } = environment;
    super(scope, metadata.name, {
      region: spec.region,
      tags: tagsOf(environment),
      stateKey: environmentStateKey(metadata.name),
    });
    this.#environment = environment;
    this.#build();
  }

  get #production(): boolean {
    return this.#environment.spec.class === 'prod';
  }

  #build(): void {
    const { spec } = this.#environment;
    const foundation = layFoundation(this, this.#environment);
    const network = placeNetwork(this, foundation, spec);
    const { vpcId, subnets } = network;
    const cluster = this.#cluster(foundation, network);
    const parts: (EnvironmentPart | undefined)[] = [
      cluster,
      ...this.#stores(
        foundation,
        vpcId,
        subnets.ids('database'),
        nodesOf(cluster),
      ),
      ...this.#platform(foundation, vpcId, subnets, cluster),
    ];
    this.#watch(
      foundation,
      parts.flatMap(part => part?.alarms ?? []),
    );
    parts.push(network, this.#workloadRoles(foundation, cluster, parts));
    this.tell(parts.flatMap(part => part?.outputs ?? []));
  }

  #cluster(
    foundation: Foundation,
    network: PlacedNetwork,
  ): AnyCluster | undefined {
    const { cluster } = this.#environment.spec;
    const reach = (nodes: GroupSource) =>
      this.#endpoints(foundation, network, nodes);
    if (cluster?.existing) {
      const used = new ExistingCluster(this, 'cluster', cluster.existing);
      reach(used.nodes);
      return used;
    }
    return (
      cluster &&
      new Cluster(this, 'cluster', {
        ...foundation,
        cluster,
        subnetIds: network.subnets.ids('private'),
        reach,
        deletionProtection: this.#production,
        tags: tagsOf(this.#environment),
      })
    );
  }

  /** A cluster that exists has its issuer and roles from whoever made it. */
  #workloadRoles(
    foundation: Foundation,
    cluster: AnyCluster | undefined,
    parts: readonly (EnvironmentPart | undefined)[],
  ): EnvironmentPart | undefined {
    if (!(cluster instanceof Cluster)) return undefined;
    return new WorkloadRoles(cluster, 'workloads', {
      ...foundation,
      cluster,
      targetGroupArns: parts.flatMap(part => part?.targetGroupArns ?? []),
      secretArns: parts.flatMap(part => part?.secretArns ?? []),
      services: servicesOf(this.#environment.spec),
      events: eventAccessOf(this.#environment.spec, parts),
    });
  }

  /** The services of AWS that nodes reach without leaving the network. */
  #endpoints(
    foundation: Foundation,
    network: PlacedNetwork,
    nodes: GroupSource,
  ): ITerraformDependable[] {
    const { interfaceEndpoints } = this.#environment.spec.network;
    if (!interfaceEndpoints?.length) return [];
    const { endpoints } = new InterfaceEndpoints(network, 'endpoints', {
      ...foundation,
      vpcId: network.vpcId,
      subnetIds: network.subnets.ids('private'),
      services: interfaceEndpoints,
      clients: [nodes],
    });
    return [...endpoints];
  }

  #stores(
    foundation: Foundation,
    vpcId: string,
    subnetIds: string[],
    clients: GroupSource[],
  ): EnvironmentPart[] {
    const { database, cache } = this.#environment.spec;
    const options = {
      ...foundation,
      vpcId,
      subnetIds,
      clients,
      waitForMaintenance: this.#production,
    };
    return [
      ...(database
        ? [
            new Database(this, 'database', {
              ...options,
              database,
              backupCopyRegion: backupCopyRegionOf(
                this.#environment,
                'database',
              ),
            }),
          ]
        : []),
      ...(cache ? [new Cache(this, 'cache', { ...options, cache })] : []),
    ];
  }

  #platform(
    foundation: Foundation,
    vpcId: string,
    subnets: PlacedNetwork['subnets'],
    cluster: AnyCluster | undefined,
  ): (EnvironmentPart | undefined)[] {
    const { edge, storage, events, registry } = this.#environment.spec;
    const buckets =
      storage &&
      new Storage(this, 'storage', {
        ...foundation,
        storage,
        backupCopyRegion: backupCopyRegionOf(this.#environment, 'storage'),
      });
    const images =
      registry && new Registry(this, 'registry', { ...foundation, registry });
    this.#guard(foundation, cluster, images?.repositoryArns ?? []);
    return [
      buckets,
      images,
      events && new Events(this, 'events', { ...foundation, events }),
      edge &&
        new Edge(this, 'edge', {
          ...foundation,
          edge,
          vpcId,
          publicSubnetIds: subnets.ids('public'),
          privateSubnetIds: subnets.ids('private'),
          targets: nodesOf(cluster),
          deletionProtection: this.#production,
          logs: buckets?.logs,
          global: edge.cloudFront
            ? this.addProvider('aws_global', 'us-east-1', 'global')
            : undefined,
        }),
    ];
  }

  #guard(
    foundation: Foundation,
    cluster: AnyCluster | undefined,
    imageRepositoryArns: readonly string[],
  ): void {
    const { auditTrail, deployFrom } = this.#environment.spec.security;
    const { guard } = foundation;
    if (auditTrail) new AuditTrail(guard, 'trail', foundation);
    if (deployFrom) {
      new DeployRole(guard, 'deploy', {
        ...foundation,
        repository: deployFrom,
        cluster,
        imageRepositoryArns,
      });
    }
  }

  #watch(foundation: Foundation, rules: AlarmRule[]): void {
    const { budget, observability } = this.#environment.spec;
    const { environment } = foundation;
    if (!observability.alarms && !budget) return;
    const alerts = new Alerts(this, 'observability', {
      ...foundation,
      publishers: [
        ...(observability.alarms ? ['cloudwatch.amazonaws.com'] : []),
        ...(budget ? ['budgets.amazonaws.com'] : []),
        ...(budget?.anomalies ? ['costalerts.amazonaws.com'] : []),
      ],
      emails: observability.notify,
    });
    const { topicArn } = alerts;
    if (observability.alarms) {
      new Alarms(alerts, 'alarms', { environment, rules, topicArn });
    }
    if (budget) {
      new Governance(this, 'governance', { environment, budget, topicArn });
    }
  }
}

function tagsOf({ metadata, spec }: EnvironmentSpec): Record<string, string> {
  return {
    ...spec.tags,
    environment: metadata.name,
    class: spec.class,
    owner: metadata.owner,
    'managed-by': 'portico',
  };
}

function nodesOf(cluster: AnyCluster | undefined): GroupSource[] {
  return cluster ? [cluster.nodes] : [];
}
