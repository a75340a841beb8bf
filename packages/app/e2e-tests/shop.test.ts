import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  dataFolder,
  readRun,
  readSecrets,
} from './security/support/dataFolder';

const ROOT = resolve(__dirname, '../../..');
const PASSWORD = 'correct horse battery staple';

/** One request to a service of the shop; throws where it is not answered with success. */
async function ask<T>(
  service: string,
  path: string,
  options: {
    method?: string;
    token?: string;
    key?: string;
    body?: object;
  } = {},
): Promise<T> {
  const { method = 'GET', token, key, body } = options;
  const url = `http://127.0.0.1:${readRun().ports.services[service]}${path}`;
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(key && { 'idempotency-key': key }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  expect(response.ok, `${method} ${url}: ${response.status} ${text}`).toBe(
    true,
  );
  return JSON.parse(text || 'null');
}

/** Somebody who is signed in at the shop. */
async function aShopper(): Promise<string> {
  const account = {
    email: `by-hand-${randomUUID()}@example.com`,
    password: PASSWORD,
  };
  await ask('user', '/v1/users', {
    method: 'POST',
    body: { ...account, name: 'By hand' },
  });
  const session = await ask<{ accessToken: string }>('user', '/v1/sessions', {
    method: 'POST',
    body: account,
  });
  return session.accessToken;
}

/** What a question to Prometheus comes to; 0 where there is no series yet. */
async function sumOf(query: string): Promise<number> {
  const { prometheus } = readRun().ports;
  const response = await fetch(
    `http://127.0.0.1:${prometheus}/api/v1/query?${new URLSearchParams({
      query,
    })}`,
  );
  const { data } = (await response.json()) as {
    data: { result: Array<{ value: [number, string] }> };
  };
  return data.result.reduce((sum, { value }) => sum + Number(value[1]), 0);
}

interface Container {
  containerID: string;
  restartCount: number;
  ready: boolean;
  state: { waiting?: { reason: string }; running?: object };
  lastState: { terminated?: { exitCode: number } };
}

interface Pod {
  metadata: { name: string };
  status: { containerStatuses: Container[] };
}

async function askCluster(path: string): Promise<string> {
  const response = await fetch(
    `http://127.0.0.1:${readRun().ports.kubernetes}${path}`,
    { headers: { authorization: `Bearer ${readSecrets().kubernetesToken}` } },
  );
  expect(response.ok, path).toBe(true);
  return response.text();
}

/** The one pod of a component, as the cluster shows it. */
async function podOf(component: string): Promise<Container & { name: string }> {
  const selector = `labelSelector=backstage.io/kubernetes-id%3D${component}`;
  const list: { items: Pod[] } = JSON.parse(
    await askCluster(`/api/v1/pods?${selector}`),
  );
  expect(list.items).toHaveLength(1);
  const [{ metadata, status }] = list.items;
  return { ...status.containerStatuses[0], name: metadata.name };
}

function portico(...args: string[]): string {
  return execFileSync(
    resolve(ROOT, 'portico'),
    [...args, '--data', dataFolder()],
    { encoding: 'utf8' },
  );
}

test('fifty orders by hand are fifty more in Prometheus', async () => {
  if (readRun().ports.prometheus === null) {
    // Nothing can count them, and the platform says so rather than nothing.
    expect(portico('doctor')).toMatch(
      /^Prometheus +not set up .*\n.*Missing: prometheus\n.*apt-get install prometheus$/m,
    );
    return;
  }
  const query =
    'sum(business_transactions_total{service="order-service",type="order",outcome="accepted"})';
  const before = await sumOf(query);
  const token = await aShopper();
  const { items } = await ask<{ items: Array<{ id: string }> }>(
    'product',
    '/v1/products',
  );
  for (let order = 0; order < 50; order++) {
    const { id } = items[order % items.length];
    await ask('order', `/v1/cart/items/${id}`, {
      method: 'PUT',
      token,
      body: { quantity: 1 },
    });
    await ask('order', '/v1/orders', {
      method: 'POST',
      token,
      key: randomUUID(),
      body: { paymentToken: 'tok_visa' },
    });
  }
  await expect
    .poll(async () => (await sumOf(query)) - before, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(50);
});

test('a service that was killed is started again, and the cluster says so', async () => {
  const before = await podOf('payment-service');
  process.kill(Number(before.containerID.replace('process://', '')), 'SIGKILL');
  await expect
    .poll(
      async () => {
        const { restartCount, ready } = await podOf('payment-service');
        return { restarts: restartCount - before.restartCount, ready };
      },
      { timeout: 20_000 },
    )
    .toEqual({ restarts: 1, ready: true });
  const after = await podOf('payment-service');
  expect(after.name).toBe(before.name);
  expect(after.lastState.terminated?.exitCode).toBe(137);
  const log = `/api/v1/namespaces/shop/pods/${after.name}/log`;
  expect(await askCluster(`${log}?previous=true&tailLines=5`)).toContain(
    '"service":"payment-service"',
  );
});

test('a crash loop is called so, until the fault is switched off', async () => {
  test.slow();
  expect(portico('fault', 'notification', 'crash')).toContain(
    'notification-service has the fault "crash"',
  );
  try {
    await expect
      .poll(
        async () => {
          const { state, restartCount } = await podOf('notification-service');
          return restartCount > 0 ? state.waiting?.reason : undefined;
        },
        { timeout: 20_000, intervals: [250] },
      )
      .toBe('CrashLoopBackOff');
  } finally {
    portico('fault', 'notification-service', 'off');
  }
  await expect
    .poll(async () => (await podOf('notification-service')).ready, {
      timeout: 40_000,
    })
    .toBe(true);
});
