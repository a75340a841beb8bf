import { after, aWorkload, FakeSource } from './aWorkload';
import {
  startKubernetesEmulator,
  type KubernetesEmulatorOptions,
} from '../startKubernetesEmulator';
import type { Workload } from '../Workload';

/** May read everything but Secrets. */
export const TOKEN = 'test-token-portal';
/** May read some kinds of one namespace. */
export const RESTRICTED_TOKEN = 'test-token-restricted';

/** An emulator over a source that a test changes, at a time that it sets. */
export async function startTestBed(
  workloads: Workload[] = [aWorkload()],
  options: Partial<KubernetesEmulatorOptions> = {},
) {
  const source = new FakeSource(...workloads);
  const clock = { now: after(281) };
  const emulator = await startKubernetesEmulator({
    source,
    port: 0,
    token: TOKEN,
    accounts: [
      {
        user: 'system:serviceaccount:shop:portal-reader',
        token: RESTRICTED_TOKEN,
        forbidden: ['daemonsets', 'horizontalpodautoscalers'],
        namespaces: ['shop'],
      },
    ],
    clock: () => clock.now,
    readUsage: async () => undefined,
    ...options,
  });
  const request = (
    path: string,
    init: RequestInit & { token?: string | null } = {},
  ) => {
    const { token = TOKEN, ...rest } = init;
    return fetch(`${emulator.url}${path}`, {
      ...rest,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...rest.headers,
      },
    });
  };
  return {
    emulator,
    source,
    clock,
    request,
    /** The body of a successful answer. */
    async get(path: string) {
      const answer = await request(path);
      const body = await answer.text();
      if (!answer.ok) {
        throw new Error(`${path}: ${answer.status} ${body}`);
      }
      return JSON.parse(body);
    },
  };
}

/** A running emulator, and ways to ask it. */
export type TestBed = Awaited<ReturnType<typeof startTestBed>>;
