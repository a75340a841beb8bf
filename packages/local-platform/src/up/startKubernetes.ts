import { startKubernetesEmulator } from '../emulators/kubernetes';
import type {
  KubernetesEmulator,
  WorkloadSource,
} from '../emulators/kubernetes';
import { messageOf } from '../terminal/LauncherError';
import type { Parts } from './startStack';

const SOURCE = {
  id: 'kubernetes',
  title: 'Kubernetes',
  origin: 'emulated',
  missing: null,
  snippet: null,
} as const;

/** Shows what runs here as a cluster, for as long as this process lives. */
export async function startKubernetes(
  { ports, secrets, supervisor, platform, reporter }: Parts,
  source: WorkloadSource,
): Promise<void> {
  let emulator: KubernetesEmulator | undefined;
  await supervisor.start({
    name: SOURCE.id,
    start: async () => {
      emulator = await startKubernetesEmulator({
        source,
        port: ports.kubernetes,
        token: secrets.kubernetesToken,
        onFault: error => reporter.warn(`Kubernetes: ${messageOf(error)}`),
      });
      platform.set({
        ...SOURCE,
        state: 'ok',
        reason: `An emulator on 127.0.0.1:${ports.kubernetes} shows the shop's processes as the cluster "local"`,
        since: new Date().toISOString(),
      });
    },
    stop: async () => emulator?.stop(),
  });
}
