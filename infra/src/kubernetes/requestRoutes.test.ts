import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import {
  ENVIRONMENTS,
  environmentFile,
} from '../__testUtils__/environmentFile';
import {
  Value,
  isFields,
  readDocuments,
} from '../__testUtils__/kustomize/Manifest';
import { resourcesOf } from '../__testUtils__/synthesized';
import { matchesWildcards } from '../__testUtils__/wildcards';
import { block, number, reference, texts } from '../document/attributes';

const SERVICES = ['user', 'product', 'order', 'payment', 'notification'];

/** The paths that a service answers, as it says itself, with something in the place of each parameter. */
function answeredBy(service: string): string[] {
  const file = resolvePackagePath(
    '@portico/infra',
    `../services/${service}/openapi.yaml`,
  );
  const [api]: (Value | undefined)[] = readDocuments(file);
  const paths = isFields(api) && isFields(api.paths) ? api.paths : {};
  return Object.keys(paths).map(path => path.replace(/\{\w+\}/g, '0b1c2d3e'));
}

/** Which group a load balancer sends a path to, as AWS decides it: the first rule by priority that knows the path. */
function routerOf(spec: EnvironmentSpec) {
  const rules = resourcesOf(spec)
    .ofType('aws_lb_listener_rule')
    .map(({ attributes }) => ({
      priority: number(attributes, 'priority') ?? NaN,
      patterns: texts(
        block(block(attributes, 'condition'), 'path_pattern'),
        'values',
      ),
      group: reference(block(attributes, 'action'), 'target_group_arn'),
    }))
    .sort((a, b) => a.priority - b.priority);
  return (path: string) =>
    rules
      .find(({ patterns }) => patterns.some(one => matchesWildcards(one, path)))
      ?.group?.replace('aws_lb_target_group.edge_targets-', '') ?? 'nobody';
}

function withPaths(spec: EnvironmentSpec, name: string, paths: string[]) {
  const { edge } = spec.spec;
  const services = edge?.services.map(service =>
    service.name === name ? { name, paths } : service,
  );
  return {
    ...spec,
    spec: { ...spec.spec, edge: edge && { ...edge, services: services ?? [] } },
  };
}

describe.each(ENVIRONMENTS)('the load balancer of %s', environment => {
  const spec = environmentFile(environment);
  const route = routerOf(spec);

  it.each(SERVICES)('should send to %s what it answers', service => {
    const paths = answeredBy(service);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.map(path => [path, route(path)])).toEqual(
      paths.map(path => [path, service]),
    );
  });

  it('should know no path that nobody answers', () => {
    const answered = SERVICES.flatMap(answeredBy);
    const named = spec.spec.edge?.services.flatMap(({ paths }) => paths) ?? [];
    const idle = named.filter(
      path => !answered.some(one => one === path || one.startsWith(`${path}/`)),
    );
    expect(idle).toEqual([]);
  });

  it.each([
    '/',
    '/metrics',
    '/health/readiness',
    '/admin/faults',
    '/v1',
    '/v1/usersx',
    '/v2/users',
  ])('should send to nobody: %s', path => {
    expect(route(path)).toBe('nobody');
  });
});

describe('a load balancer with a mistake', () => {
  const spec = environmentFile('dev');

  it('should be found where a path is left out', () => {
    const route = routerOf(withPaths(spec, 'user', ['/v1/users']));
    expect(answeredBy('user').map(route)).toContain('nobody');
  });

  it('should send a deeper path to whom it is given to', () => {
    const route = routerOf(withPaths(spec, 'payment', ['/v1/orders/refunds']));
    expect(route('/v1/orders/refunds/7')).toBe('payment');
    expect(route('/v1/orders/7')).toBe('order');
  });
});
