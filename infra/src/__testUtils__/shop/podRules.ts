import { valueAt } from '../kustomize/fieldPath';
import { Manifest, Value } from '../kustomize/Manifest';
import { quantity } from './quantity';
import {
  Shop,
  containerOf,
  fieldsAt,
  listAt,
  ofKind,
  selects,
  textOf,
  variablesOf,
} from './Shop';

/** What must hold of the shop in every environment, and where it does not. */
export interface ShopRule {
  name: string;
  problems(shop: Shop): string[];
}

/** A rule about each Deployment; what it finds false is a problem. */
export function deploymentRule(
  name: string,
  holds: (deployment: Manifest, shop: Shop) => boolean,
): ShopRule {
  return {
    name,
    problems: shop =>
      ofKind(shop, 'Deployment')
        .filter(deployment => !holds(deployment, shop))
        .map(({ metadata }) => metadata.name),
  };
}

/** Seconds after the forced end in which the kubelet need not kill. */
const SPARE_SECONDS = 5;
/** How long a service waits for its database before it gives up, and some time for its tables. */
const START_SECONDS = 120;

function at(deployment: Manifest, path: string): Value | undefined {
  return valueAt(deployment, `spec.template.spec.${path}`);
}

function probe(deployment: Manifest, name: string) {
  const { path, port } = fieldsAt(containerOf(deployment), `${name}.httpGet`);
  return `${path} ${port}`;
}

function portNamed(deployment: Manifest, name: string): Value | undefined {
  return listAt(containerOf(deployment), 'ports').find(
    port => port.name === name,
  )?.containerPort;
}

/** What must hold of the pods of a service. */
export const podRules: readonly ShopRule[] = [
  deploymentRule(
    'probes ask where the service answers',
    deployment =>
      probe(deployment, 'startupProbe') === '/health/liveness http' &&
      probe(deployment, 'livenessProbe') === '/health/liveness http' &&
      probe(deployment, 'readinessProbe') === '/health/readiness http',
  ),
  deploymentRule(
    'ports are those that the service opens',
    (deployment, shop) => {
      const variables = variablesOf(shop, deployment);
      return (
        String(portNamed(deployment, 'http')) === textOf(variables, 'PORT') &&
        String(portNamed(deployment, 'metrics')) ===
          textOf(variables, 'METRICS_PORT')
      );
    },
  ),
  deploymentRule('a start may take as long as its tables', deployment => {
    const { periodSeconds, failureThreshold } = fieldsAt(
      containerOf(deployment),
      'startupProbe',
    );
    return Number(periodSeconds) * Number(failureThreshold) >= START_SECONDS;
  }),
  deploymentRule(
    'nobody is killed in the middle of its end',
    (deployment, shop) => {
      const wait = Number(
        valueAt(containerOf(deployment), 'lifecycle.preStop.sleep.seconds'),
      );
      const end = Number(
        textOf(variablesOf(shop, deployment), 'SHUTDOWN_SECONDS'),
      );
      return (
        wait >= 10 &&
        Number(at(deployment, 'terminationGracePeriodSeconds')) >=
          wait + end + SPARE_SECONDS
      );
    },
  ),
  deploymentRule('an update takes no pod away first', deployment => {
    const { maxUnavailable, maxSurge } = fieldsAt(
      deployment,
      'spec.strategy.rollingUpdate',
    );
    return maxUnavailable === 0 && Number(maxSurge) >= 1;
  }),
  deploymentRule('a service is nobody and may nothing', deployment => {
    const pod = at(deployment, 'securityContext') ?? {};
    const container = fieldsAt(containerOf(deployment), 'securityContext');
    return (
      valueAt(pod, 'runAsNonRoot') === true &&
      Number(valueAt(pod, 'runAsUser')) > 0 &&
      valueAt(pod, 'seccompProfile.type') === 'RuntimeDefault' &&
      container.allowPrivilegeEscalation === false &&
      container.readOnlyRootFilesystem === true &&
      JSON.stringify(container.capabilities) === '{"drop":["ALL"]}' &&
      at(deployment, 'automountServiceAccountToken') === false
    );
  }),
  deploymentRule('a service may write to /tmp', deployment => {
    const mount = listAt(containerOf(deployment), 'volumeMounts').find(
      ({ mountPath }) => mountPath === '/tmp',
    );
    const volume = listAt(deployment, 'spec.template.spec.volumes').find(
      ({ name }) => name === mount?.name,
    );
    return volume?.emptyDir !== undefined && mount?.readOnly !== true;
  }),
  deploymentRule('what is asked for is within what is allowed', deployment => {
    const { requests, limits } = fieldsAt(containerOf(deployment), 'resources');
    return ['cpu', 'memory'].every(
      name =>
        quantity(valueAt(requests ?? {}, name) ?? 'none') <=
        quantity(valueAt(limits ?? {}, name) ?? 'none'),
    );
  }),
  deploymentRule('images are of one version, which is said', deployment => {
    const [, tag] = String(containerOf(deployment).image).split(':');
    const label = 'metadata.labels.[app.kubernetes.io/version]';
    return (
      /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(tag ?? '') &&
      valueAt(deployment, label) === tag &&
      valueAt(deployment, `spec.template.${label}`) === tag
    );
  }),
  deploymentRule(
    'the portal and people find a service by its labels',
    deployment =>
      [
        fieldsAt(deployment, 'metadata.labels'),
        fieldsAt(deployment, 'spec.template.metadata.labels'),
      ].every(
        labels =>
          labels['backstage.io/kubernetes-id'] === deployment.metadata.name &&
          labels['app.kubernetes.io/name'] === deployment.metadata.name &&
          labels['app.kubernetes.io/part-of'] === 'shop',
      ),
  ),
  deploymentRule('Prometheus is told where the metrics are', deployment => {
    const notes = fieldsAt(deployment, 'spec.template.metadata.annotations');
    return (
      notes['prometheus.io/scrape'] === 'true' &&
      notes['prometheus.io/path'] === '/metrics' &&
      notes['prometheus.io/port'] === String(portNamed(deployment, 'metrics'))
    );
  }),
  deploymentRule('pods spread over zones and nodes', deployment => {
    const pods = fieldsAt(deployment, 'spec.template.metadata.labels');
    const spread = listAt(
      deployment,
      'spec.template.spec.topologySpreadConstraints',
    );
    return (
      ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].every(key =>
        spread.some(({ topologyKey }) => topologyKey === key),
      ) &&
      spread.every(constraint => {
        const own = fieldsAt(constraint, 'labelSelector.matchLabels');
        return 'app.kubernetes.io/name' in own && selects(own, pods);
      })
    );
  }),
];
