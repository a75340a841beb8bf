/** What is asked of a cluster, by its name in the lists of the domain. */
export interface Kind {
  /** As `KubernetesLists` names it. */
  name: string;
  /** The API that serves it. */
  api: string;
  /** Whether only objects with the label of a component are asked for. */
  labelled: boolean;
}

/** The label by which the objects of a component are found. */
export const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** The label of a namespace that names its environment. */
export const ENVIRONMENT_LABEL = 'portico.dev/environment';

/**
 * The kinds that are read in each round. An autoscaler is found by what it scales, since not
 * every one carries the label.
 */
export const KINDS: readonly Kind[] = [
  { name: 'deployments', api: '/apis/apps/v1', labelled: true },
  { name: 'pods', api: '/api/v1', labelled: true },
  { name: 'replicasets', api: '/apis/apps/v1', labelled: true },
  { name: 'statefulsets', api: '/apis/apps/v1', labelled: true },
  { name: 'daemonsets', api: '/apis/apps/v1', labelled: true },
  { name: 'jobs', api: '/apis/batch/v1', labelled: true },
  { name: 'cronjobs', api: '/apis/batch/v1', labelled: true },
  {
    name: 'horizontalpodautoscalers',
    api: '/apis/autoscaling/v2',
    labelled: false,
  },
];

/** The path of the list of a kind, in one namespace or in all of them. */
export function pathOf(
  kind: Pick<Kind, 'name' | 'api'>,
  namespace: string | null,
): string {
  return namespace === null
    ? `${kind.api}/${kind.name}`
    : `${kind.api}/namespaces/${encodeURIComponent(namespace)}/${kind.name}`;
}
