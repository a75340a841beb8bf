import { createRequire } from 'node:module';
import type { CoreV1Api, KubeConfig, AppsV1Api } from '@kubernetes/client-node';
import { aCrashedProcess, aWorkload } from './__testUtils__/aWorkload';
import { startTestBed, TOKEN } from './__testUtils__/startTestBed';

// Beside Jest's own loader, which cannot read modules of this kind.
const load = createRequire(__filename);
const client = load('@kubernetes/client-node') as {
  KubeConfig: typeof KubeConfig;
  CoreV1Api: typeof CoreV1Api;
  AppsV1Api: typeof AppsV1Api;
};

describe('the official client', () => {
  it('should read pods, logs, events and deployments', async () => {
    const readLog = async () => Buffer.from('it broke\n');
    const bed = await startTestBed([
      aWorkload({ processes: [aCrashedProcess(6, { readLog })] }),
    ]);
    try {
      const config = new client.KubeConfig();
      config.loadFromClusterAndUser(
        // The client asks for this before it talks plain http.
        { name: 'local', server: bed.emulator.url, skipTLSVerify: true },
        { name: 'portal', token: TOKEN },
      );
      const core = config.makeApiClient(client.CoreV1Api);
      const namespace = 'shop';
      const { items } = await core.listNamespacedPod({
        namespace,
        labelSelector: 'backstage.io/kubernetes-id=order-service',
      });
      const [status] = items[0].status?.containerStatuses ?? [];
      expect(status.state?.waiting?.reason).toBe('CrashLoopBackOff');
      expect(status.lastState?.terminated?.finishedAt).toEqual(
        new Date('2026-11-25T10:41:54Z'),
      );
      const name = items[0].metadata?.name ?? '';
      expect(await core.readNamespacedPodLog({ namespace, name })).toBe(
        'it broke\n',
      );
      const events = await core.listNamespacedEvent({
        namespace,
        fieldSelector: `involvedObject.name=${name}`,
      });
      const counts = events.items.map(({ reason, count }) => [reason, count]);
      expect(Object.fromEntries(counts)).toEqual({
        Scheduled: 1,
        Pulled: 7,
        Created: 7,
        Started: 7,
        BackOff: 1,
      });
      const apps = config.makeApiClient(client.AppsV1Api);
      const deployment = await apps.readNamespacedDeployment({
        namespace,
        name: 'order-service',
      });
      expect(deployment.status?.unavailableReplicas).toBe(1);
    } finally {
      await bed.emulator.stop();
    }
  });
});
