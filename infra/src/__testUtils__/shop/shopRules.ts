import { valueAt } from '../kustomize/fieldPath';
import { Manifest } from '../kustomize/Manifest';
import { ShopRule, deploymentRule, podRules } from './podRules';
import {
  Shop,
  fieldsAt,
  listAt,
  named,
  ofKind,
  selects,
  textOf,
  variablesOf,
} from './Shop';

/** What the smallest pod count of a service is, and the largest. */
function boundsOf(shop: Shop, name: string): { min: number; max: number } {
  const autoscaler = named(shop, 'HorizontalPodAutoscaler', name);
  if (!autoscaler) return { min: 1, max: 1 };
  const { minReplicas, maxReplicas } = fieldsAt(autoscaler, 'spec');
  return { min: Number(minReplicas), max: Number(maxReplicas) };
}

function selectsOnly(shop: Shop, selector: object, name: string): boolean {
  const selected = ofKind(shop, 'Deployment').filter(deployment =>
    selects(
      selector as Record<string, string>,
      fieldsAt(deployment, 'spec.template.metadata.labels'),
    ),
  );
  return selected.length === 1 && selected[0].metadata.name === name;
}

const scalingRules: readonly ShopRule[] = [
  deploymentRule('a drained node is never held up', ({ metadata }, shop) => {
    const budget = named(shop, 'PodDisruptionBudget', metadata.name);
    if (!budget) return false;
    const { maxUnavailable, minAvailable } = fieldsAt(budget, 'spec');
    const selector = fieldsAt(budget, 'spec.selector.matchLabels');
    const { min } = boundsOf(shop, metadata.name);
    const mayGo =
      maxUnavailable === undefined
        ? min - Number(minAvailable)
        : Number(maxUnavailable);
    return mayGo >= 1 && selectsOnly(shop, selector, metadata.name);
  }),
  deploymentRule(
    'a drained node leaves somebody who answers',
    ({ metadata }, shop) => {
      if (shop.environment === 'local') return true;
      const budget = named(shop, 'PodDisruptionBudget', metadata.name);
      const mayGo = Number(valueAt(budget ?? {}, 'spec.maxUnavailable'));
      return boundsOf(shop, metadata.name).min > mayGo;
    },
  ),
  deploymentRule('the autoscaler alone says how many', (deployment, shop) => {
    if (shop.environment === 'local') return true;
    const { name } = deployment.metadata;
    const autoscaler = named(shop, 'HorizontalPodAutoscaler', name);
    if (!autoscaler) return false;
    const metrics = listAt(autoscaler, 'spec.metrics').map(
      metric =>
        valueAt(metric, 'resource.name') ?? valueAt(metric, 'pods.metric.name'),
    );
    const { min, max } = boundsOf(shop, name);
    return (
      valueAt(autoscaler, 'spec.scaleTargetRef.name') === name &&
      metrics.includes('cpu') &&
      metrics.includes('http_requests_per_second') &&
      valueAt(deployment, 'spec.replicas') === undefined &&
      min >= 2 &&
      min <= max
    );
  }),
];

function secretKeys(shop: Shop): Map<string, Set<string>> {
  return new Map(
    ofKind(shop, 'ExternalSecret').map(secret => {
      const template = fieldsAt(secret, 'spec.target.template.data');
      const keys = Object.keys(template).length
        ? Object.keys(template)
        : listAt(secret, 'spec.data').map(({ secretKey }) => String(secretKey));
      return [secret.metadata.name, new Set(keys)];
    }),
  );
}

/** The secret and the key of everything that a service reads from one. */
export function secretUses(
  shop: Shop,
  deployment: Manifest,
): [string, string][] {
  const mounted = listAt(deployment, 'spec.template.spec.volumes').flatMap(
    volume => {
      const name = valueAt(volume, 'secret.secretName');
      return name === undefined ? [] : [String(name)];
    },
  );
  return [...variablesOf(shop, deployment)].flatMap(
    ([, variable]): [string, string][] => {
      if ('secret' in variable) return [[variable.secret, variable.key]];
      const [, key] = /^\/etc\/shop\/secrets\/(\w+)$/.exec(variable.text) ?? [];
      return key ? mounted.map((name): [string, string] => [name, key]) : [];
    },
  );
}

const SECRET_NAME = /PASSWORD|SECRET|TOKEN|PRIVATE|_KEY/;

const secretRules: readonly ShopRule[] = [
  deploymentRule('every secret that is read is there', (deployment, shop) => {
    // On one machine they are made by hand (README).
    if (shop.environment === 'local') return true;
    const there = secretKeys(shop);
    const uses = secretUses(shop, deployment);
    return (
      uses.length >= 2 && uses.every(([name, key]) => there.get(name)?.has(key))
    );
  }),
  deploymentRule(
    'secrets of one service are no other one’s',
    (deployment, shop) =>
      secretUses(shop, deployment).every(
        ([name]) =>
          name === deployment.metadata.name ||
          name === 'cloud' ||
          (name === 'product-cache' &&
            deployment.metadata.name === 'product-service'),
      ),
  ),
  {
    name: 'no secret is in Git',
    problems: shop => [
      ...ofKind(shop, 'Secret').map(({ metadata }) => metadata.name),
      ...ofKind(shop, 'Deployment').flatMap(deployment =>
        [...variablesOf(shop, deployment)]
          .filter(
            ([name, variable]) =>
              'text' in variable &&
              (/:\/\/[^/@]*:[^/@]+@/.test(variable.text) ||
                (SECRET_NAME.test(name) &&
                  !/^\/etc\/shop\/secrets\/\w+$/.test(variable.text))),
          )
          .map(([name]) => `${deployment.metadata.name} ${name}`),
      ),
    ],
  },
];

const wayRules: readonly ShopRule[] = [
  deploymentRule(
    'a Service leads to its pods and no others',
    ({ metadata }, shop) => {
      const service = named(shop, 'Service', metadata.name);
      return (
        service !== undefined &&
        selectsOnly(shop, fieldsAt(service, 'spec.selector'), metadata.name) &&
        JSON.stringify(valueAt(service, 'spec.ports')) ===
          '[{"name":"http","port":80,"targetPort":"http"}]'
      );
    },
  ),
  deploymentRule('a service has a role of its own', (deployment, shop) => {
    const { name } = deployment.metadata;
    const account = named(shop, 'ServiceAccount', name);
    const used = valueAt(deployment, 'spec.template.spec.serviceAccountName');
    const role = valueAt(
      account ?? {},
      'metadata.annotations.[eks.amazonaws.com/role-arn]',
    );
    const wanted =
      shop.environment === 'local' ? undefined : `<<workload_roles.${name}>>`;
    return account !== undefined && used === name && role === wanted;
  }),
  deploymentRule('the load balancer finds the pods', ({ metadata }, shop) => {
    if (shop.environment === 'local') return true;
    const binding = named(shop, 'TargetGroupBinding', metadata.name);
    const folder = metadata.name.replace(/-service$/, '');
    const { targetGroupARN, targetType } = fieldsAt(binding ?? {}, 'spec');
    const service = fieldsAt(binding ?? {}, 'spec.serviceRef');
    return (
      targetGroupARN === `<<edge_target_groups.${folder}>>` &&
      targetType === 'ip' &&
      service.name === metadata.name &&
      service.port === 80
    );
  }),
];

/** Connections that PostgreSQL of RDS takes: the memory of its class by 9,531,392 bytes (RDS user guide, quotas). */
const CONNECTIONS = { local: 300, dev: 112, staging: 450, prod: 1_800 };
const DEFAULT_CONNECTIONS = 8;

const databaseRules: readonly ShopRule[] = [
  {
    name: 'the database takes everybody at once',
    problems: shop => {
      const wanted = ofKind(shop, 'Deployment').reduce((sum, deployment) => {
        const text = textOf(
          variablesOf(shop, deployment),
          'DATABASE_CONNECTIONS',
        );
        // One more pod while it is updated, and one more connection while it makes its tables.
        const pods = boundsOf(shop, deployment.metadata.name).max + 1;
        return sum + pods * Number(text ?? DEFAULT_CONNECTIONS) + 1;
      }, 0);
      const most = CONNECTIONS[shop.environment];
      return wanted <= most ? [] : [`${wanted} connections of ${most}`];
    },
  },
];

/** What must hold of the shop in every environment. */
export const SHOP_RULES: readonly ShopRule[] = [
  ...podRules,
  ...scalingRules,
  ...secretRules,
  ...wayRules,
  ...databaseRules,
];
