import { aFullSpec, aSpec } from '../__testUtils__/aSpec';
import { synthesized } from '../__testUtils__/synthesized';

describe('the outputs of an environment', () => {
  it('should tell where everything is, and print nothing of the database', () => {
    const { output } = synthesized(aFullSpec());
    expect(output).toMatchObject({
      cluster_name: { value: '${aws_eks_cluster.cluster_cluster.name}' },
      cluster_endpoint: {
        value: '${aws_eks_cluster.cluster_cluster.endpoint}',
      },
      database_address: {
        value: '${aws_db_instance.database_instance.address}',
        sensitive: true,
      },
      database_replicas: {
        value: {
          'replica-1': '${aws_db_instance.database_replica-1_instance.address}',
        },
        sensitive: true,
      },
      cache_secret_arn: {
        value: '${aws_secretsmanager_secret.cache_token_secret.arn}',
      },
      cache_address: {
        value:
          '${aws_elasticache_replication_group.cache_replication-group.primary_endpoint_address}',
      },
      buckets: {
        value: { assets: '${aws_s3_bucket.storage_assets_bucket.bucket}' },
      },
      image_repositories: {
        value: {
          order: '${aws_ecr_repository.registry_order.repository_url}',
        },
      },
      topics: {
        value: { orders: '${aws_sns_topic.events_topic-orders_topic.arn}' },
      },
      queues: {
        value: {
          'orders/mail': '${aws_sqs_queue.events_queue-orders_mail_queue.url}',
        },
      },
      edge_address: {
        value:
          '${aws_cloudfront_distribution.edge_cdn_distribution.domain_name}',
      },
      network_id: { value: '${aws_vpc.network_vpc.id}' },
      edge_target_groups: {
        value: {
          order: '${aws_lb_target_group.edge_targets-order.arn}',
          payment: '${aws_lb_target_group.edge_targets-payment.arn}',
        },
      },
      api_address: {
        value: '${aws_apigatewayv2_api.edge_api_api.api_endpoint}',
      },
    });
  });

  it('should tell of the load balancer where nothing stands before it', () => {
    const { output } = synthesized(aSpec());
    expect(Object.keys(output ?? {}).sort()).toEqual([
      'cache_address',
      'cluster_endpoint',
      'cluster_name',
      'database_address',
      'edge_address',
      'edge_target_group',
      'network_id',
      'workload_roles',
    ]);
    expect(output).toMatchObject({
      edge_address: { value: '${aws_lb.edge_load-balancer.dns_name}' },
      edge_target_group: { value: '${aws_lb_target_group.edge_targets.arn}' },
    });
  });
});
