import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import {
  only,
  resourcesOf,
  synthesized,
} from '../../__testUtils__/synthesized';
import { block, blocks, reference, texts } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { planDocuments } from '../../plan/planDocuments';

const SERVICES = [
  { name: 'user', paths: ['/v1/users', '/v1/keys'] },
  { name: 'order', paths: ['/v1/orders'] },
];

function served(services: typeof SERVICES, name = 'dev') {
  return aSpec({ edge: { waf: {}, services } }, name);
}

/** The paths that lead to each group. */
function routesOf(resources: ResourceIndex) {
  return resources
    .ofType('aws_lb_listener_rule')
    .map(({ attributes }) => [
      texts(
        block(block(attributes, 'condition'), 'path_pattern'),
        'values',
      ).join(' '),
      reference(block(attributes, 'action'), 'target_group_arn'),
    ]);
}

describe('services of the edge', () => {
  const resources = resourcesOf(served(SERVICES));

  it('should each have a group where pods are asked whether they are ready', () => {
    expect(
      resources
        .ofType('aws_lb_target_group')
        .map(({ address, attributes }) => [address, attributes.name]),
    ).toEqual([
      ['aws_lb_target_group.edge_targets-order', 'dev--order'],
      ['aws_lb_target_group.edge_targets-user', 'dev--user'],
    ]);
    for (const { attributes } of resources.ofType('aws_lb_target_group')) {
      expect(attributes).toMatchObject({
        port: 8080,
        protocol: 'HTTP',
        target_type: 'ip',
        vpc_id: '${aws_vpc.network_vpc.id}',
        health_check: { path: '/health/readiness', matcher: '200' },
      });
    }
  });

  it('should get the requests of their paths, and of what is below these', () => {
    expect(routesOf(resources)).toEqual([
      ['/v1/keys /v1/keys/*', 'aws_lb_target_group.edge_targets-user'],
      ['/v1/orders /v1/orders/*', 'aws_lb_target_group.edge_targets-order'],
      ['/v1/users /v1/users/*', 'aws_lb_target_group.edge_targets-user'],
    ]);
    for (const { attributes } of resources.ofType('aws_lb_listener_rule')) {
      expect(reference(attributes, 'listener_arn')).toBe(
        'aws_lb_listener.edge_https',
      );
    }
  });

  it('should get nothing else: the rest is answered as services answer it', () => {
    const [action, ...others] = blocks(
      only(resources, 'aws_lb_listener').attributes,
      'default_action',
    );
    expect(others).toEqual([]);
    expect(action).toMatchObject({
      type: 'fixed-response',
      fixed_response: { status_code: '404', content_type: 'application/json' },
    });
    const { message_body } = block(action, 'fixed_response');
    expect(JSON.parse(String(message_body))).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'NOT_FOUND',
      detail: 'There is nothing here.',
    });
  });

  it('should be told to the pipeline by their names', () => {
    const { output } = synthesized(served(SERVICES));
    expect(output).toMatchObject({
      edge_target_groups: {
        value: {
          user: '${aws_lb_target_group.edge_targets-user.arn}',
          order: '${aws_lb_target_group.edge_targets-order.arn}',
        },
      },
    });
    expect(output).not.toHaveProperty('edge_target_group');
  });

  it('should all be watched by the alarms of the load balancer', () => {
    const dimensions = resourcesOf(
      aProdSpec({ edge: { waf: {}, services: SERVICES } }),
    )
      .ofType('aws_cloudwatch_metric_alarm')
      .filter(({ attributes }) =>
        /^prod-(edge|service)-/.test(String(attributes.alarm_name)),
      )
      .map(({ attributes }) => attributes.dimensions);
    const all = { LoadBalancer: '${aws_lb.edge_load-balancer.arn_suffix}' };
    expect(dimensions).toEqual([all, all, all]);
  });

  it('should take everything under the root', () => {
    expect(
      routesOf(resourcesOf(served([{ name: 'front', paths: ['/'] }]))),
    ).toEqual([['/*', 'aws_lb_target_group.edge_targets-front']]);
  });

  it('should have a name that AWS takes and no environment has', () => {
    const long = 'the-environment-of-somebody-else';
    const name = only(
      resourcesOf(
        served([{ name: 'notification', paths: ['/v1/notifications'] }], long),
      ),
      'aws_lb_target_group',
    ).attributes.name;
    expect(name).toMatch(/^the-environment-of-someb[a-z0-9-]*-[0-9a-f]{6}$/);
    expect(String(name).length).toBeLessThanOrEqual(32);
  });

  it('should tell apart paths that differ in what a name of Terraform may not hold', () => {
    const paths = ['/a/b', '/a-b', '/a_b', '/a.b', '/a~b', '/a', '/'];
    const rules = resourcesOf(served([{ name: 'user', paths }])).ofType(
      'aws_lb_listener_rule',
    );
    expect(rules.length).toBe(paths.length);
    for (const { address } of rules) {
      expect(address).toMatch(/^aws_lb_listener_rule\.edge_path[\w-]+$/);
    }
  });
});

describe('a change of the services of the edge', () => {
  const planned = (after: typeof SERVICES) =>
    planDocuments({
      before: synthesized(served(SERVICES)),
      after: synthesized(served(after)),
    });

  it('should add what is new and leave all else alone', () => {
    const [user, order] = SERVICES;
    const product = { name: 'product', paths: ['/v1/products'] };
    const plan = planned([product, user, order]);
    expect(
      plan.modules.flatMap(({ resources }) =>
        resources.map(({ address, action }) => `${action} ${address}`),
      ),
    ).toEqual([
      // Who registers its pods, and who reads its secret.
      'change aws_iam_role_policy.cluster_workloads_aws-load-balancer-controller_permission',
      'change aws_iam_role_policy.cluster_workloads_external-secrets_permission',
      'add aws_lb_listener_rule.edge_path_v1_products',
      'add aws_lb_target_group.edge_targets-product',
    ]);
    // A path more for one service is a rule more.
    const more = { ...order, paths: ['/v1/cart', ...order.paths] };
    expect(planned([user, more]).summary).toEqual({
      add: 1,
      change: 0,
      replace: 0,
      destroy: 0,
    });
  });

  it('should move a path from one service to another in place', () => {
    const [user, order] = SERVICES;
    expect(
      planned([
        { ...user, paths: ['/v1/users'] },
        { ...order, paths: ['/v1/orders', '/v1/keys'] },
      ]).summary,
    ).toEqual({ add: 0, change: 1, replace: 0, destroy: 0 });
  });
});
