import { setAt, valueAt } from '../__testUtils__/kustomize/fieldPath';
import { Fields, Manifest, Value } from '../__testUtils__/kustomize/Manifest';
import {
  OVERLAYS,
  Shop,
  aShop,
  containerOf,
  listAt,
  named,
} from '../__testUtils__/shop/Shop';
import { SHOP_RULES } from '../__testUtils__/shop/shopRules';

const NAME = 'order-service';

function part(shop: Shop, kind: string): Manifest {
  const found = named(shop, kind, NAME);
  if (!found) throw new Error(`There is no ${kind}`);
  return found;
}

/** Sets one field of an object of order-service. */
function set(kind: string, path: string, value: Value) {
  return (shop: Shop) => setAt(part(shop, kind), path, value);
}

/** Sets one field of its container. */
function inContainer(path: string, value: Value) {
  return (shop: Shop) =>
    setAt(containerOf(part(shop, 'Deployment')), path, value);
}

/** Takes one object of order-service away. */
function without(kind: string) {
  return (shop: Shop) => {
    shop.manifests.splice(shop.manifests.indexOf(part(shop, kind)), 1);
  };
}

function variable(name: string, value: string) {
  return (shop: Shop) => {
    const env = valueAt(
      containerOf(part(shop, 'Deployment')),
      'env',
    ) as Value[];
    const old = listAt({ env }, 'env').find(entry => entry.name === name);
    if (old) old.value = value;
    else env.push({ name, value });
  };
}

const POD = 'spec.template.spec';
const NO_VOLUME: Fields[] = [];

/** Mistakes, each of which breaks the rule that it stands with. */
const MISTAKES: Readonly<Record<string, ((shop: Shop) => void)[]>> = {
  'probes ask where the service answers': [
    inContainer('readinessProbe.httpGet.path', '/health/ready'),
    inContainer('livenessProbe.httpGet.path', '/health/readiness'),
    inContainer('startupProbe.httpGet.port', 'metrics'),
  ],
  'ports are those that the service opens': [
    variable('PORT', '3000'),
    variable('METRICS_PORT', '9090'),
  ],
  'a start may take as long as its tables': [
    inContainer('startupProbe.failureThreshold', 5),
  ],
  'nobody is killed in the middle of its end': [
    set('Deployment', `${POD}.terminationGracePeriodSeconds`, 30),
    inContainer('lifecycle.preStop.sleep.seconds', 30),
    inContainer('lifecycle', {}),
  ],
  'an update takes no pod away first': [
    set('Deployment', 'spec.strategy.rollingUpdate.maxUnavailable', 1),
    set('Deployment', 'spec.strategy', { type: 'Recreate' }),
  ],
  'a service is nobody and may nothing': [
    set('Deployment', `${POD}.securityContext.runAsNonRoot`, false),
    set('Deployment', `${POD}.securityContext.runAsUser`, 0),
    set('Deployment', `${POD}.securityContext.seccompProfile`, {}),
    set('Deployment', `${POD}.automountServiceAccountToken`, true),
    inContainer('securityContext.readOnlyRootFilesystem', false),
    inContainer('securityContext.allowPrivilegeEscalation', true),
    inContainer('securityContext.capabilities', { drop: ['NET_RAW'] }),
  ],
  'a service may write to /tmp': [
    set('Deployment', `${POD}.volumes`, NO_VOLUME),
  ],
  'what is asked for is within what is allowed': [
    inContainer('resources.requests.memory', '1Gi'),
    inContainer('resources.requests.cpu', '1500m'),
  ],
  'images are of one version, which is said': [
    inContainer('image', 'order-service:latest'),
    inContainer('image', 'order-service'),
    inContainer('image', 'order-service:0.1.1'),
  ],
  'the portal and people find a service by its labels': [
    set('Deployment', 'metadata.labels.[backstage.io/kubernetes-id]', 'order'),
  ],
  'Prometheus is told where the metrics are': [
    set(
      'Deployment',
      'spec.template.metadata.annotations.[prometheus.io/port]',
      '8080',
    ),
  ],
  'pods spread over zones and nodes': [
    set('Deployment', `${POD}.topologySpreadConstraints`, []),
  ],
  'a drained node is never held up': [
    set('PodDisruptionBudget', 'spec', { minAvailable: 2 }),
    set('PodDisruptionBudget', 'spec.maxUnavailable', 0),
    set('PodDisruptionBudget', 'spec.selector.matchLabels', {
      'app.kubernetes.io/part-of': 'shop',
    }),
  ],
  'a drained node leaves somebody who answers': [
    set('PodDisruptionBudget', 'spec.maxUnavailable', 2),
    set('HorizontalPodAutoscaler', 'spec.minReplicas', 1),
  ],
  'the autoscaler alone says how many': [
    set('Deployment', 'spec.replicas', 2),
    set('HorizontalPodAutoscaler', 'spec.metrics', []),
    set('HorizontalPodAutoscaler', 'spec.scaleTargetRef.name', 'order'),
    set('HorizontalPodAutoscaler', 'spec.minReplicas', 9),
  ],
  'every secret that is read is there': [
    without('ExternalSecret'),
    variable('SMTP_URL_FILE', '/etc/shop/secrets/SMTP_URL'),
  ],
  'secrets of one service are no other one’s': [
    set('Deployment', `${POD}.volumes`, [
      { name: 'secrets', secret: { secretName: 'payment-service' } },
    ]),
  ],
  'no secret is in Git': [
    variable('DATABASE_PASSWORD', 'hunter2'),
    variable('DATABASE_URL', 'postgres://order:hunter2@db/shop'),
    shop => {
      shop.manifests.push({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'a' },
      });
    },
  ],
  'a Service leads to its pods and no others': [
    set('Service', 'spec.selector', { 'app.kubernetes.io/part-of': 'shop' }),
    set('Service', 'spec.ports', []),
  ],
  'a service has a role of its own': [
    set('Deployment', `${POD}.serviceAccountName`, 'user-service'),
    set('ServiceAccount', 'metadata.annotations', {}),
  ],
  'the load balancer finds the pods': [
    set('TargetGroupBinding', 'spec.serviceRef.name', 'user-service'),
    set('TargetGroupBinding', 'spec.targetGroupARN', 'unset'),
  ],
  'the database takes everybody at once': [
    variable('DATABASE_CONNECTIONS', '50'),
  ],
};

function rule(name: string) {
  const found = SHOP_RULES.find(other => other.name === name);
  if (!found) throw new Error(`There is no rule "${name}"`);
  return found;
}

describe('the shop on Kubernetes', () => {
  describe.each(OVERLAYS)('in %s', environment => {
    const shop = aShop(environment);

    it.each(SHOP_RULES.map(({ name }) => name))('%s', name => {
      expect(rule(name).problems(shop)).toEqual([]);
    });
  });

  describe('with a mistake', () => {
    it('should be told of every rule', () => {
      expect(Object.keys(MISTAKES).sort()).toEqual(
        SHOP_RULES.map(({ name }) => name).sort(),
      );
    });

    it.each(Object.keys(MISTAKES))('should see that not: %s', name => {
      for (const mistake of MISTAKES[name]) {
        const shop = aShop('dev');
        mistake(shop);
        expect(rule(name).problems(shop)).not.toEqual([]);
      }
    });
  });
});
