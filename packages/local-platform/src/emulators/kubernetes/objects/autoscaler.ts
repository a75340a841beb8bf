import { kubernetesTime, stableUid } from '../names';
import type { Workload, WorkloadAutoscaler } from '../Workload';
import { CONTAINER, KUBERNETES_ID, labelsOf } from './podTemplate';
import type { RenderContext } from './RenderContext';

/** How far from its target the use may be before anything is done. */
const TOLERANCE = 0.1;

/** The HorizontalPodAutoscaler of a workload; nothing where it has none. */
export function autoscalerObject(
  workload: Workload,
  { namespace, memory, now, usageOf }: RenderContext,
) {
  const { autoscaler, name, revisions } = workload;
  if (!autoscaler) {
    return undefined;
  }
  const uid = stableUid('HorizontalPodAutoscaler', namespace, name);
  const createdAt = revisions[0].createdAt;
  const used = cpuUsed(workload, usageOf);
  const since = (type: string, status: string) =>
    kubernetesTime(memory.since(`${uid}/${type}`, status, createdAt, now));
  return {
    metadata: {
      name,
      namespace,
      uid,
      creationTimestamp: kubernetesTime(createdAt),
      labels: autoscalerLabels(workload, autoscaler),
      annotations: {},
    },
    spec: autoscalerSpec(name, autoscaler),
    status: {
      observedGeneration: 1,
      ...(autoscaler.lastScaleAt && {
        lastScaleTime: kubernetesTime(autoscaler.lastScaleAt),
      }),
      currentReplicas: workload.processes.length,
      desiredReplicas: workload.desiredReplicas,
      currentMetrics: used ? [currentMetric(used)] : null,
      conditions: conditions(workload, autoscaler, used, since),
    },
  };
}

/**
 * The labels of the workload. One of a fixed size is not offered to the portal's
 * Kubernetes tab, which asks by the label: the tab reports every autoscaler at its
 * maximum as an error, also where minimum and maximum are the same.
 */
function autoscalerLabels(
  workload: Workload,
  { minReplicas, maxReplicas }: WorkloadAutoscaler,
): Record<string, string> {
  const { version } = workload.revisions[workload.revisions.length - 1];
  const { [KUBERNETES_ID]: id, ...labels } = labelsOf(workload, version);
  return minReplicas === maxReplicas
    ? labels
    : { ...labels, [KUBERNETES_ID]: id };
}

function autoscalerSpec(name: string, autoscaler: WorkloadAutoscaler) {
  const target = {
    type: 'Utilization',
    averageUtilization: autoscaler.targetCpuUtilization,
  };
  return {
    scaleTargetRef: { kind: 'Deployment', name, apiVersion: 'apps/v1' },
    minReplicas: autoscaler.minReplicas,
    maxReplicas: autoscaler.maxReplicas,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
  };
}

interface CpuUsed {
  millicores: number;
  percent: number;
}

/** The mean of its processes; unknown without a request to measure it by. */
function cpuUsed(
  workload: Workload,
  usageOf: RenderContext['usageOf'],
): CpuUsed | undefined {
  const requested = millicoresOf(requestedCpu(workload));
  const used = workload.processes
    .map(process => usageOf(process.pid)?.cores)
    .filter(cores => cores !== undefined);
  if (!requested || used.length === 0) {
    return undefined;
  }
  const mean = used.reduce((sum, cores) => sum + cores, 0) / used.length;
  const millicores = Math.round(mean * 1000);
  return { millicores, percent: Math.round((millicores / requested) * 100) };
}

function requestedCpu({ resources }: Workload): string | undefined {
  return resources?.requests?.cpu;
}

function millicoresOf(quantity: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(m?)$/.exec(quantity ?? '');
  return match ? Number(match[1]) * (match[2] ? 1 : 1000) : undefined;
}

function currentMetric({ millicores, percent }: CpuUsed) {
  const current = {
    averageValue: `${millicores}m`,
    averageUtilization: percent,
  };
  return { type: 'Resource', resource: { name: 'cpu', current } };
}

type Words = [type: string, status: boolean, reason: string, message: string];

function conditions(
  workload: Workload,
  autoscaler: WorkloadAutoscaler,
  used: CpuUsed | undefined,
  since: (type: string, status: string) => string,
) {
  const told = used
    ? measured(workload, autoscaler, used)
    : notMeasured(requestedCpu(workload) !== undefined);
  return told.map(([type, holds, reason, message]) => {
    const status = holds ? 'True' : 'False';
    const lastTransitionTime = since(type, status);
    return { type, status, lastTransitionTime, reason, message };
  });
}

function measured(
  workload: Workload,
  { minReplicas, maxReplicas, targetCpuUtilization }: WorkloadAutoscaler,
  { percent }: CpuUsed,
): Words[] {
  const wanted = recommended(
    workload.processes.length,
    percent / targetCpuUtilization,
  );
  return [
    [
      'AbleToScale',
      true,
      'ReadyForNewScale',
      'recommended size matches current size',
    ],
    [
      'ScalingActive',
      true,
      'ValidMetricFound',
      'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
    ],
    limited(wanted, { minReplicas, maxReplicas }),
  ];
}

function limited(
  wanted: number,
  {
    minReplicas,
    maxReplicas,
  }: Pick<WorkloadAutoscaler, 'minReplicas' | 'maxReplicas'>,
): Words {
  if (wanted > maxReplicas) {
    const message =
      'the desired replica count is more than the maximum replica count';
    return ['ScalingLimited', true, 'TooManyReplicas', message];
  }
  if (wanted < minReplicas) {
    const message =
      'the desired replica count is less than the minimum replica count';
    return ['ScalingLimited', true, 'TooFewReplicas', message];
  }
  const message = 'the desired count is within the acceptable range';
  return ['ScalingLimited', false, 'DesiredWithinRange', message];
}

/** Without a measurement nothing is known of a limit. */
function notMeasured(requested: boolean): Words[] {
  const why = requested
    ? 'no metrics returned from resource metrics API'
    : `missing request for cpu in container ${CONTAINER}`;
  return [
    [
      'AbleToScale',
      true,
      'SucceededGetScale',
      "the HPA controller was able to get the target's current scale",
    ],
    [
      'ScalingActive',
      false,
      'FailedGetResourceMetric',
      `the HPA was unable to compute the replica count: failed to get cpu utilization: ${why}`,
    ],
  ];
}

/** As many as the use asks for; a difference of less than a tenth asks for nothing: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details */
function recommended(current: number, ratio: number): number {
  return Math.abs(1 - ratio) <= TOLERANCE
    ? current
    : Math.ceil(current * ratio);
}
