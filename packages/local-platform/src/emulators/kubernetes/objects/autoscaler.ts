import { kubernetesTime, stableUid } from '../names';
import type { Workload, WorkloadAutoscaler } from '../Workload';
import { labelsOf } from './podTemplate';
import type { RenderContext } from './RenderContext';

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
      labels: labelsOf(workload, revisions[revisions.length - 1].version),
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
      ...(used && { currentMetrics: [currentMetric(used)] }),
      conditions: conditions(workload, autoscaler, used !== undefined, since),
    },
  };
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
  const requested = millicoresOf(workload.resources?.requests?.cpu);
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

function conditions(
  workload: Workload,
  { minReplicas, maxReplicas }: WorkloadAutoscaler,
  measured: boolean,
  since: (type: string, status: string) => string,
) {
  const condition = (
    type: string,
    holds: boolean,
    reason: string,
    message: string,
  ) => {
    const status = holds ? 'True' : 'False';
    const lastTransitionTime = since(type, status);
    return { type, status, lastTransitionTime, reason, message };
  };
  const desired = workload.desiredReplicas;
  const scaling = measured
    ? condition(
        'ScalingActive',
        true,
        'ValidMetricFound',
        'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
      )
    : condition(
        'ScalingActive',
        false,
        'FailedGetResourceMetric',
        'the HPA was unable to compute the replica count: failed to get cpu utilization: no metrics returned from resource metrics API',
      );
  return [
    condition(
      'AbleToScale',
      true,
      'ReadyForNewScale',
      'recommended size matches current size',
    ),
    scaling,
    desired > minReplicas && desired < maxReplicas
      ? condition(
          'ScalingLimited',
          false,
          'DesiredWithinRange',
          'the desired count is within the acceptable range',
        )
      : condition(
          'ScalingLimited',
          true,
          desired >= maxReplicas ? 'TooManyReplicas' : 'TooFewReplicas',
          `the desired replica count is ${
            desired >= maxReplicas
              ? 'more than the maximum'
              : 'less than the minimum'
          } replica count`,
        ),
  ];
}
