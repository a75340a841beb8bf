import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  EnvironmentSpec,
  zoneNames,
} from '@portico/plugin-environments-common';
import { TerraformElement, TerraformStack } from 'cdktf';
import { Construct, Node } from 'constructs';
import { Cache } from './constructs/Cache';
import { GroupSource } from './constructs/ClosedGroup';
import { Cluster } from './constructs/Cluster';
import { Database } from './constructs/Database';
import { Edge } from './constructs/Edge';
import { EncryptionKey } from './constructs/EncryptionKey';
import { Events } from './constructs/Events';
import { KeyUser } from './constructs/keyStatements';
import { Network } from './constructs/Network';
import { Registry } from './constructs/Registry';
import { Storage } from './constructs/Storage';

/**
 * The provider by its full source address, in a range: a bare name is
 * ambiguous, and an exact version would keep security fixes out.
 */
const AWS_PROVIDER = {
  source: 'registry.terraform.io/hashicorp/aws',
  version: '~> 6.25',
} as const;

/** How long logs are kept where there is no cluster whose spec tells. */
const LOG_RETENTION_DAYS = 30;

/** Everything that an environment is made of, from its spec and nothing else. */
export class EnvironmentStack extends TerraformStack {
  readonly #environment: EnvironmentSpec;

  constructor(scope: Construct, environment: EnvironmentSpec) {
    super(scope, environment.metadata.name);
    this.#environment = environment;
    new AwsProvider(this, 'aws', {
      region: environment.spec.region,
      defaultTags: [{ tags: this.#tags() }],
    });
    this.addOverride('terraform.required_providers.aws', AWS_PROVIDER);
    this.addOverride('terraform.required_version', '>= 1.9');
    this.#build();
  }

  /** Addresses that people can read and that stay: the path of the construct, without a hash. */
  protected allocateLogicalId(element: TerraformElement | Node): string {
    const node = element instanceof Node ? element : element.node;
    return node.scopes
      .slice(2)
      .map(construct => construct.node.id)
      .join('_');
  }

  get #production(): boolean {
    return this.#environment.spec.class === 'prod';
  }

  #tags(): Record<string, string> {
    const { metadata, spec } = this.#environment;
    return {
      ...spec.tags,
      environment: metadata.name,
      class: spec.class,
      owner: metadata.owner,
      'managed-by': 'portico',
    };
  }

  #build(): void {
    const { metadata, spec } = this.#environment;
    const environment = metadata.name;
    const { arn: keyArn, accountId } = new EncryptionKey(this, 'security', {
      environment,
      region: spec.region,
      deletionWindowDays: this.#production ? 30 : 7,
      users: this.#keyUsers(),
    });
    const logRetentionDays =
      spec.cluster?.logRetentionDays ?? LOG_RETENTION_DAYS;
    const { vpcId, subnets } = new Network(this, 'network', {
      environment,
      ...spec.network,
      zones: zoneNames(spec.region, spec.availabilityZones),
      logRetentionDays,
      keyArn,
    });
    const nodes = this.#cluster(keyArn, subnets.ids('private'));
    const store = {
      environment,
      vpcId,
      keyArn,
      logRetentionDays,
      subnetIds: subnets.ids('database'),
      clients: nodes,
      waitForMaintenance: this.#production,
    };
    const { database, cache, edge, storage, events, registry } = spec;
    const disposable = spec.class === 'dev';
    if (database) new Database(this, 'database', { ...store, database });
    if (cache) new Cache(this, 'cache', { ...store, cache });
    if (registry) {
      new Registry(this, 'registry', {
        environment,
        registry,
        keyArn,
        disposable,
      });
    }
    if (events) {
      new Events(this, 'events', {
        environment,
        events,
        accountId,
        keyArn,
        logRetentionDays,
      });
    }
    const buckets =
      storage &&
      new Storage(this, 'storage', {
        environment,
        storage,
        region: spec.region,
        accountId,
        keyArn,
        disposable,
      });
    if (edge) {
      new Edge(this, 'edge', {
        environment,
        edge,
        vpcId,
        subnetIds: subnets.ids('public'),
        deletionProtection: this.#production,
        targets: nodes,
        logs: buckets?.logs,
      });
    }
  }

  #keyUsers(): KeyUser[] {
    const { events } = this.#environment.spec;
    return ['logs', ...(events ? (['events'] as const) : [])];
  }

  #cluster(keyArn: string, subnetIds: string[]): GroupSource[] {
    const { metadata, spec } = this.#environment;
    if (!spec.cluster) return [];
    const { nodeSecurityGroupId } = new Cluster(this, 'cluster', {
      environment: metadata.name,
      cluster: spec.cluster,
      subnetIds,
      keyArn,
      deletionProtection: this.#production,
      tags: this.#tags(),
    });
    return [{ id: 'nodes', securityGroupId: nodeSecurityGroupId }];
  }
}
