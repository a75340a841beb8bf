import {
  DATABASE_SIZES,
  EnvironmentSpec,
} from '@portico/plugin-environments-common';

/** When somebody is called: a metric, a limit, and for how long. */
export interface AlarmRule {
  /** What the alarm is called after the environment's name. */
  readonly name: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum' | 'p95';
  readonly above?: number;
  readonly below?: number;
  /** How many stretches of five minutes in a row. */
  readonly periods: number;
}

type Database = NonNullable<EnvironmentSpec['spec']['database']>;

const GIB = 1024 ** 3;

/** What RDS reckons for a connection: PostgreSQL allows one for each 9,531,392 bytes of memory (RDS user guide, quotas). */
const BYTES_PER_CONNECTION = 9_531_392;
const MAX_CONNECTIONS = 5000;

/**
 * The load balancer and what is behind it, by the last parts of their ARNs. Where services
 * have groups of their own, all of them are watched as one: which it is, Prometheus tells.
 */
export function loadBalancerAlarms(
  LoadBalancer: string,
  TargetGroup: string | undefined,
): AlarmRule[] {
  const behind = { LoadBalancer, ...(TargetGroup && { TargetGroup }) };
  const shared = { namespace: 'AWS/ApplicationELB', periods: 3 } as const;
  return [
    {
      ...shared,
      name: 'edge-errors',
      description: 'The load balancer answers with errors of its own',
      metric: 'HTTPCode_ELB_5XX_Count',
      dimensions: { LoadBalancer },
      statistic: 'Sum',
      above: 10,
    },
    {
      ...shared,
      name: 'service-errors',
      description: 'The services answer with errors',
      metric: 'HTTPCode_Target_5XX_Count',
      dimensions: behind,
      statistic: 'Sum',
      above: 10,
    },
    {
      ...shared,
      name: 'service-latency',
      description: 'One request in twenty takes longer than a second',
      metric: 'TargetResponseTime',
      dimensions: behind,
      statistic: 'p95',
      above: 1,
    },
  ];
}

/** The database: busy, full, or out of connections where the memory of its class is known. */
export function databaseAlarms(
  DBInstanceIdentifier: string,
  database: Database,
): AlarmRule[] {
  return instanceAlarms(DBInstanceIdentifier, database, {
    name: 'database',
    title: 'the database',
  });
}

/** A replica: what an instance can suffer from, and that it falls behind. */
export function replicaAlarms(
  DBInstanceIdentifier: string,
  database: Database,
  index: number,
): AlarmRule[] {
  const called = {
    name: `database-replica-${index}`,
    title: `replica ${index} of the database`,
  };
  return [
    ...instanceAlarms(DBInstanceIdentifier, database, called),
    {
      name: `${called.name}-lag`,
      description: `Readers of ${called.title} see data that is a minute old`,
      namespace: 'AWS/RDS',
      metric: 'ReplicaLag',
      dimensions: { DBInstanceIdentifier },
      statistic: 'Average',
      above: 60,
      periods: 3,
    },
  ];
}

function instanceAlarms(
  DBInstanceIdentifier: string,
  { storageGb, instanceClass }: Database,
  { name, title }: { readonly name: string; readonly title: string },
): AlarmRule[] {
  const shared = {
    namespace: 'AWS/RDS',
    dimensions: { DBInstanceIdentifier },
    periods: 3,
  } as const;
  const size = DATABASE_SIZES.find(known => known.name === instanceClass);
  return [
    {
      ...shared,
      name: `${name}-cpu`,
      description: `The processor of ${title} is busy`,
      metric: 'CPUUtilization',
      statistic: 'Average',
      above: 80,
    },
    {
      ...shared,
      name: `${name}-storage`,
      description: `Less than a twentieth of the storage of ${title} is free`,
      metric: 'FreeStorageSpace',
      statistic: 'Minimum',
      below: Math.round((storageGb * GIB) / 20),
    },
    ...(size
      ? [
          {
            ...shared,
            name: `${name}-connections`,
            description: `Four of five connections to ${title} are taken`,
            metric: 'DatabaseConnections',
            statistic: 'Maximum',
            above: Math.floor(0.8 * connectionsOf(size.memoryGib)),
          } as const,
        ]
      : []),
  ];
}

function connectionsOf(memoryGib: number): number {
  return Math.min(MAX_CONNECTIONS, (memoryGib * GIB) / BYTES_PER_CONNECTION);
}

/** Each node of the cache; ElastiCache numbers them from one. */
export function cacheAlarms(groupId: string, nodes: number): AlarmRule[] {
  return Array.from({ length: nodes }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    const shared = {
      namespace: 'AWS/ElastiCache',
      dimensions: { CacheClusterId: `${groupId}-${number}` },
      periods: 3,
    } as const;
    return [
      {
        ...shared,
        name: `cache-${number}-memory`,
        description: 'The memory of the cache is nearly full',
        metric: 'DatabaseMemoryUsagePercentage',
        statistic: 'Average',
        above: 80,
      },
      {
        ...shared,
        name: `cache-${number}-evictions`,
        description: 'The cache throws things out to make room',
        metric: 'Evictions',
        statistic: 'Sum',
        above: 0,
      },
    ] as const;
  }).flat();
}

/** A dead-letter queue: one message is one too many. */
export function deadLetterAlarm(id: string, QueueName: string): AlarmRule {
  return {
    name: `dead-letters-${id}`,
    description: 'A message was given up and waits for somebody to look at it',
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName },
    statistic: 'Maximum',
    above: 0,
    periods: 1,
  };
}

/** The cluster: pods that find no node. */
export function clusterAlarm(ClusterName: string): AlarmRule {
  return {
    name: 'pods-without-a-node',
    description: 'Pods find no node to run on',
    namespace: 'AWS/EKS',
    metric: 'scheduler_pending_pods_UNSCHEDULABLE',
    dimensions: { ClusterName },
    statistic: 'Minimum',
    above: 0,
    periods: 3,
  };
}

/** A group of nodes: one of them is ill. */
export function nodeGroupAlarm(
  group: string,
  AutoScalingGroupName: string,
): AlarmRule {
  return {
    name: `nodes-${group}`,
    description: `A node of group ${group} fails its checks`,
    namespace: 'AWS/EC2',
    metric: 'StatusCheckFailed',
    dimensions: { AutoScalingGroupName },
    statistic: 'Maximum',
    above: 0,
    periods: 2,
  };
}
