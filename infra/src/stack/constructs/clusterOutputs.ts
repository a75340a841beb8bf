import { EnvironmentOutput } from './EnvironmentPart';

/** Tells where the cluster is. */
export function clusterOutputs(
  name: string,
  endpoint: string,
): EnvironmentOutput[] {
  return [
    {
      name: 'cluster_name',
      description: 'The name of the cluster',
      value: name,
    },
    {
      name: 'cluster_endpoint',
      description: 'Where the Kubernetes API is',
      value: endpoint,
    },
  ];
}
