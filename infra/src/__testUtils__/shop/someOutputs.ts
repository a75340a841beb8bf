import { StackOutputs } from '../../kubernetes/fillOutputs';

const ACCOUNT = '123456789012';
const SERVICES = ['user', 'product', 'order', 'payment', 'notification'];

function each(value: (service: string) => string): Record<string, string> {
  return Object.fromEntries(SERVICES.map(name => [name, value(name)]));
}

/** What the stack of an environment with everything tells of itself. */
export function someOutputs(environment = 'dev'): StackOutputs {
  const values = {
    cluster_name: environment,
    network_id: 'vpc-0a1b2c3d4e5f60718',
    database_address: `${environment}-postgres.abc.us-west-2.rds.amazonaws.com`,
    cache_address: `master.${environment}-redis.abc.usw2.cache.amazonaws.com`,
    topics: { shop: `arn:aws:sns:us-west-2:${ACCOUNT}:${environment}-shop` },
    queues: Object.fromEntries(
      SERVICES.map(name => [
        `shop/${name}`,
        `https://sqs.us-west-2.amazonaws.com/${ACCOUNT}/${environment}-shop-${name}`,
      ]),
    ),
    image_repositories: each(
      name =>
        `${ACCOUNT}.dkr.ecr.us-west-2.amazonaws.com/${environment}/${name}`,
    ),
    edge_target_groups: each(
      name =>
        `arn:aws:elasticloadbalancing:us-west-2:${ACCOUNT}:targetgroup/${environment}-${name}/0a1b2c3d4e5f6071`,
    ),
    workload_roles: Object.fromEntries(
      [
        ...SERVICES.map(name => `${name}-service`),
        'aws-load-balancer-controller',
        'cluster-autoscaler',
        'external-secrets',
      ].map(name => [
        name,
        `arn:aws:iam::${ACCOUNT}:role/${environment}-${name}`,
      ]),
    ),
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value }]),
  );
}
