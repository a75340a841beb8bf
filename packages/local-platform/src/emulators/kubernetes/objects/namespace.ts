import { kubernetesTime, stableUid } from '../names';

/** The environment key of what runs here; the label is the platform's own. */
const ENVIRONMENT = 'local';

/** The namespace that everything of this machine is in. */
export function namespaceObject(name: string, createdAt: Date) {
  return {
    metadata: {
      name,
      uid: stableUid('Namespace', name),
      creationTimestamp: kubernetesTime(createdAt),
      labels: {
        'kubernetes.io/metadata.name': name,
        'portico.dev/environment': ENVIRONMENT,
      },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}
