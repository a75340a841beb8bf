import { kubernetesTime, stableUid } from '../names';
import type { Workload } from '../Workload';
import { labelsOf, selectorLabels } from './podTemplate';
import type { RenderContext } from './RenderContext';

/** The Service of a workload: headless, since nothing stands before its processes. */
export function serviceObject(
  workload: Workload,
  { namespace }: RenderContext,
) {
  const port = (name: string, number: number) => ({
    name,
    protocol: 'TCP',
    port: number,
    targetPort: name,
  });
  const { version } = workload.revisions[workload.revisions.length - 1];
  return {
    metadata: {
      name: workload.name,
      namespace,
      uid: stableUid('Service', namespace, workload.name),
      creationTimestamp: kubernetesTime(workload.revisions[0].createdAt),
      labels: labelsOf(workload, version),
    },
    spec: {
      ports: [
        port('http', workload.port),
        ...(workload.metricsPort
          ? [port('metrics', workload.metricsPort)]
          : []),
      ],
      selector: selectorLabels(workload),
      clusterIP: 'None',
      clusterIPs: ['None'],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    },
    status: { loadBalancer: {} },
  };
}
