/** One kind of object that the API serves. */
export interface ApiResource {
  group: string;
  version: string;
  /** The plural, as in paths. */
  name: string;
  singularName: string;
  kind: string;
  namespaced: boolean;
  shortNames?: readonly string[];
  /** In `kubectl get all`. */
  inAll?: boolean;
  /** Not served to anybody; there are none. */
  hidden?: boolean;
}

type Row = [
  name: string,
  kind: string,
  shortNames: string,
  more?: 'all' | 'cluster' | 'hidden',
];

/**
 * What the kubernetes backend of Backstage reads, and what else people ask
 * for. Secrets are known and forbidden: nothing here holds one.
 */
const TABLE: Record<string, Row[]> = {
  '/v1': [
    ['configmaps', 'ConfigMap', 'cm'],
    ['events', 'Event', 'ev'],
    ['limitranges', 'LimitRange', 'limits'],
    ['namespaces', 'Namespace', 'ns', 'cluster'],
    ['pods', 'Pod', 'po', 'all'],
    ['resourcequotas', 'ResourceQuota', 'quota'],
    ['secrets', 'Secret', '', 'hidden'],
    ['services', 'Service', 'svc', 'all'],
  ],
  'apps/v1': [
    ['daemonsets', 'DaemonSet', 'ds', 'all'],
    ['deployments', 'Deployment', 'deploy', 'all'],
    ['replicasets', 'ReplicaSet', 'rs', 'all'],
    ['statefulsets', 'StatefulSet', 'sts', 'all'],
  ],
  'autoscaling/v2': [
    ['horizontalpodautoscalers', 'HorizontalPodAutoscaler', 'hpa', 'all'],
  ],
  'batch/v1': [
    ['cronjobs', 'CronJob', 'cj', 'all'],
    ['jobs', 'Job', '', 'all'],
  ],
  'networking.k8s.io/v1': [['ingresses', 'Ingress', 'ing']],
  'metrics.k8s.io/v1beta1': [['pods', 'PodMetrics', '']],
};

/** The group that is served where processes can be measured. */
export const METRICS_GROUP = 'metrics.k8s.io';

/** Every kind, in the order of the table. */
export const API_RESOURCES: readonly ApiResource[] = Object.entries(
  TABLE,
).flatMap(([groupVersion, rows]) =>
  rows.map(([name, kind, shortNames, more]): ApiResource => {
    const [group, version] = groupVersion.split('/');
    return {
      group,
      version,
      name,
      kind,
      singularName: group === METRICS_GROUP ? '' : kind.toLowerCase(),
      namespaced: more !== 'cluster',
      ...(shortNames && { shortNames: [shortNames] }),
      inAll: more === 'all',
      hidden: more === 'hidden',
    };
  }),
);

/** `v1` or `apps/v1`. */
export function apiVersionOf({
  group,
  version,
}: {
  group: string;
  version: string;
}): string {
  return group ? `${group}/${version}` : version;
}
