import type { Workload, WorkloadRevision } from '../Workload';
import { stableSuffix } from '../names';

/** The only container of every pod. */
export const CONTAINER = 'app';
/** The node of the cluster: this machine. */
export const NODE = 'local';
/** Where everything of this machine listens. */
export const NODE_IP = '127.0.0.1';
/** Every probe of readiness is asked this often. */
const PROBE_PERIOD_SECONDS = 5;

/** The labels by which a workload finds its pods. */
export function selectorLabels(workload: Workload): Record<string, string> {
  return { 'app.kubernetes.io/name': workload.name };
}

/** The label by which the portal asks for what belongs to a component. */
export const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** The labels of everything of one version of a workload. */
export function labelsOf(
  workload: Workload,
  version: string,
): Record<string, string> {
  return {
    ...workload.labels,
    ...selectorLabels(workload),
    'app.kubernetes.io/version': version,
    [KUBERNETES_ID]: workload.name,
  };
}

/** What distinguishes the ReplicaSets of a workload. */
export function templateHash(
  workload: Workload,
  revision: WorkloadRevision,
): string {
  return stableSuffix(10, workload.name, revision.version, revision.image);
}

/** The spec of a pod as a template has it. No environment: it holds secrets. */
export function podSpec(workload: Workload, revision: WorkloadRevision) {
  return {
    containers: [
      {
        name: CONTAINER,
        image: revision.image,
        ports: containerPorts(workload),
        resources: { ...workload.resources },
        readinessProbe: {
          httpGet: {
            path: workload.readinessPath ?? '/health/readiness',
            port: 'http',
            scheme: 'HTTP',
          },
          timeoutSeconds: 1,
          periodSeconds: PROBE_PERIOD_SECONDS,
          successThreshold: 1,
          failureThreshold: 3,
        },
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        imagePullPolicy: 'IfNotPresent',
      },
    ],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    automountServiceAccountToken: false,
    securityContext: {},
    schedulerName: 'default-scheduler',
  };
}

function containerPorts(workload: Workload) {
  const port = (name: string, containerPort: number) => ({
    name,
    containerPort,
    protocol: 'TCP',
  });
  return [
    port('http', workload.port),
    ...(workload.metricsPort ? [port('metrics', workload.metricsPort)] : []),
  ];
}
