import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import { only, resourcesOf } from '../../__testUtils__/synthesized';
import { ResourceIndex } from '../../document/ResourceIndex';

const ALARM = 'aws_cloudwatch_metric_alarm';
const alarms = { observability: { alarms: true } };
const LOAD_BALANCER = '${aws_lb.edge_load-balancer.arn_suffix}';
const TARGETS = '${aws_lb_target_group.edge_targets.arn_suffix}';

function table(resources: ResourceIndex) {
  return resources
    .ofType(ALARM)
    .map(({ attributes: a }) => [
      a.alarm_name,
      `${a.namespace} ${a.metric_name}`,
      a.dimensions,
      `${a.statistic ?? a.extended_statistic} ${a.comparison_operator} ${
        a.threshold
      }`,
    ]);
}

describe('Alarms', () => {
  it('should watch every part of an environment by its own metrics', () => {
    const resources = resourcesOf(
      aSpec({
        ...alarms,
        events: { topics: [{ name: 'orders', queues: ['mail'] }] },
      }),
    );
    const cache = {
      CacheClusterId:
        '${aws_elasticache_replication_group.cache_replication-group.replication_group_id}-001',
    };
    const database = {
      DBInstanceIdentifier: '${aws_db_instance.database_instance.identifier}',
    };
    expect(table(resources)).toEqual([
      [
        'dev-cache-001-evictions',
        'AWS/ElastiCache Evictions',
        cache,
        'Sum GreaterThanThreshold 0',
      ],
      [
        'dev-cache-001-memory',
        'AWS/ElastiCache DatabaseMemoryUsagePercentage',
        cache,
        'Average GreaterThanThreshold 80',
      ],
      // 0.8 × 1 GiB / 9,531,392 = 90.1 connections
      [
        'dev-database-connections',
        'AWS/RDS DatabaseConnections',
        database,
        'Maximum GreaterThanThreshold 90',
      ],
      [
        'dev-database-cpu',
        'AWS/RDS CPUUtilization',
        database,
        'Average GreaterThanThreshold 80',
      ],
      // a twentieth of 20 GiB
      [
        'dev-database-storage',
        'AWS/RDS FreeStorageSpace',
        database,
        'Minimum LessThanThreshold 1073741824',
      ],
      [
        'dev-dead-letters-orders_mail',
        'AWS/SQS ApproximateNumberOfMessagesVisible',
        {
          QueueName: '${aws_sqs_queue.events_queue-orders_mail_dead.name}',
        },
        'Maximum GreaterThanThreshold 0',
      ],
      [
        'dev-edge-errors',
        'AWS/ApplicationELB HTTPCode_ELB_5XX_Count',
        { LoadBalancer: LOAD_BALANCER },
        'Sum GreaterThanThreshold 10',
      ],
      [
        'dev-nodes-general',
        'AWS/EC2 StatusCheckFailed',
        {
          AutoScalingGroupName:
            '${aws_eks_node_group.cluster_nodes_general.resources[0].autoscaling_groups[0].name}',
        },
        'Maximum GreaterThanThreshold 0',
      ],
      [
        'dev-pods-without-a-node',
        'AWS/EKS scheduler_pending_pods_UNSCHEDULABLE',
        { ClusterName: '${aws_eks_cluster.cluster_cluster.name}' },
        'Minimum GreaterThanThreshold 0',
      ],
      [
        'dev-service-errors',
        'AWS/ApplicationELB HTTPCode_Target_5XX_Count',
        { LoadBalancer: LOAD_BALANCER, TargetGroup: TARGETS },
        'Sum GreaterThanThreshold 10',
      ],
      [
        'dev-service-latency',
        'AWS/ApplicationELB TargetResponseTime',
        { LoadBalancer: LOAD_BALANCER, TargetGroup: TARGETS },
        'p95 GreaterThanThreshold 1',
      ],
    ]);
  });

  it('should call for people, and say when it is well again', () => {
    const topic = '${aws_sns_topic.observability_alerts_topic.arn}';
    for (const { attributes } of resourcesOf(aSpec(alarms)).ofType(ALARM)) {
      expect(attributes).toMatchObject({
        alarm_actions: [topic],
        ok_actions: [topic],
        treat_missing_data: 'notBreaching',
        period: 300,
      });
    }
  });

  it('should watch each node of a cache, and connections only where the memory is known', () => {
    const names = table(
      resourcesOf(
        aProdSpec({
          database: { engine: 'postgres', instanceClass: 'db.x9.large' },
        }),
      ),
    ).map(([name]) => name);
    expect(names).toContain('prod-cache-002-memory');
    expect(names).not.toContain('prod-database-connections');
  });

  it('should watch a replica as the database, and whether it falls behind', () => {
    const database = { engine: 'postgres', readReplicas: 1 } as const;
    const rows = table(resourcesOf(aSpec({ ...alarms, database })));
    const replica = {
      DBInstanceIdentifier:
        '${aws_db_instance.database_replica-1_instance.identifier}',
    };
    expect(
      rows.filter(([name]) => String(name).includes('replica')),
    ).toMatchObject([
      [
        'dev-database-replica-1-connections',
        expect.anything(),
        replica,
        'Maximum GreaterThanThreshold 90',
      ],
      [
        'dev-database-replica-1-cpu',
        expect.anything(),
        replica,
        'Average GreaterThanThreshold 80',
      ],
      [
        'dev-database-replica-1-lag',
        'AWS/RDS ReplicaLag',
        replica,
        'Average GreaterThanThreshold 60',
      ],
      [
        'dev-database-replica-1-storage',
        expect.anything(),
        replica,
        'Minimum LessThanThreshold 1073741824',
      ],
    ]);
  });

  it('should cost nothing in development, and be there in production', () => {
    expect(resourcesOf(aSpec()).ofType(ALARM)).toEqual([]);
    expect(resourcesOf(aSpec()).ofType('aws_sns_topic')).toEqual([]);
    expect(resourcesOf(aProdSpec()).ofType(ALARM).length).toBeGreaterThan(5);
  });
});

describe('Alerts', () => {
  const spec = aSpec({
    observability: { alarms: true, notify: ['a.b@example.com'] },
    budget: { monthly: '300', anomalies: true },
  });

  it('should let alarms, budgets and anomalies of this account publish', () => {
    const { attributes } = only(resourcesOf(spec), 'aws_sns_topic_policy');
    const published = policyOf(attributes).filter(
      ({ Effect, Principal }) =>
        Effect === 'Allow' && JSON.stringify(Principal).includes('Service'),
    );
    expect(published.map(({ Principal }) => Principal)).toEqual([
      { Service: 'cloudwatch.amazonaws.com' },
      { Service: 'budgets.amazonaws.com' },
      { Service: 'costalerts.amazonaws.com' },
    ]);
    for (const { Condition } of published) {
      expect(Condition).toEqual({
        StringEquals: {
          'aws:SourceAccount':
            '${data.aws_caller_identity.security_account.account_id}',
        },
      });
    }
  });

  it('should let them use the key for this topic alone, or no alarm would arrive', () => {
    const statement = policyOf(
      only(resourcesOf(spec), 'aws_kms_key').attributes,
    ).find(({ Sid }) => Sid === 'AlertsOfThisEnvironment');
    expect(statement).toMatchObject({
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Condition: {
        StringEquals: {
          'kms:EncryptionContext:aws:sns:topicArn':
            'arn:aws:sns:us-west-2:${data.aws_caller_identity.security_account.account_id}:dev-alerts',
        },
      },
    });
    expect(only(resourcesOf(spec), 'aws_sns_topic').attributes).toMatchObject({
      name: 'dev-alerts',
      kms_master_key_id: '${aws_kms_key.security_key.arn}',
    });
  });

  it('should write to the addresses of the spec', () => {
    expect(
      resourcesOf(spec)
        .ofType('aws_sns_topic_subscription')
        .map(({ address, attributes }) => [
          address,
          attributes.protocol,
          attributes.endpoint,
        ]),
    ).toEqual([
      [
        'aws_sns_topic_subscription.observability_to-a-46-b-at-example-46-com',
        'email',
        'a.b@example.com',
      ],
    ]);
  });
});
