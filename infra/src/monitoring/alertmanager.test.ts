import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { MONITORING, REPOSITORY, allAlerts } from './__testUtils__/files';
import { hasTool, run } from './__testUtils__/tools';

const FILE = join(MONITORING, 'alertmanager/alertmanager.yml');
const describeWithAmtool = hasTool('amtool') ? describe : describe.skip;
const describeWithAlertmanager = hasTool('prometheus-alertmanager')
  ? describe
  : describe.skip;

/** The services of the shop and the teams that own them, from the catalog. */
function owners(): [string, string][] {
  return readdirSync(join(REPOSITORY, 'services')).flatMap(folder => {
    const file = join(REPOSITORY, 'services', folder, 'catalog-info.yaml');
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return [];
    }
    return parseAllDocuments(text)
      .map(document => document.toJS())
      .filter(
        ({ kind, spec }) => kind === 'Component' && spec.type === 'service',
      )
      .map(({ metadata, spec }): [string, string] => [
        metadata.name,
        spec.owner.replace('group:default/', ''),
      ]);
  });
}

describeWithAmtool('alertmanager.yml, by amtool', () => {
  const receivers = (labels: Record<string, string>) => {
    const given = Object.entries(labels).map(
      ([name, value]) => `${name}=${value}`,
    );
    const { code, stdout } = run('amtool', [
      'config',
      'routes',
      'test',
      `--config.file=${FILE}`,
      ...given,
    ]);
    expect(code).toBe(0);
    return stdout.trim().split(',');
  };

  it('should be a configuration', () => {
    const { code, text } = run('amtool', ['check-config', FILE]);
    expect(text).toContain('SUCCESS');
    expect(code).toBe(0);
  });

  it.each(owners())(
    'should tell about %s whoever owns it: %s',
    (service, team) => {
      const alertname = 'ShopServiceErrors';
      expect(receivers({ alertname, service, severity: 'page' })).toEqual([
        'portal',
        `${team}-page`,
      ]);
      expect(receivers({ alertname, service, severity: 'ticket' })).toEqual([
        'portal',
        `${team}-chat`,
      ]);
    },
  );

  it.each([
    ['no service has', {}],
    ['a service has that nobody knows', { service: 'returns-service' }],
  ])('should tell the platform of what %s', (_what, labels) => {
    expect(receivers({ ...labels, severity: 'page' })).toEqual([
      'portal',
      'platform-page',
    ]);
    expect(receivers({ ...labels, severity: 'ticket' })).toEqual([
      'portal',
      'platform-chat',
    ]);
  });
});

describe('alertmanager.yml', () => {
  const text = readFileSync(FILE, 'utf8');

  it('should name secrets by their files only', () => {
    expect(owners()).toHaveLength(5);
    expect(text).not.toMatch(
      /^\s*-?\s*(api_url|routing_key|service_key|credentials|password|bearer_token):/m,
    );
    const files = [...text.matchAll(/_file: (\S+)/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      expect(file).toMatch(/^\/etc\/alertmanager\/secrets\/[a-z-]+$/);
    }
    const readme = readFileSync(join(MONITORING, 'README.md'), 'utf8');
    for (const file of files) {
      expect(readme).toContain(`\`${file.split('/').at(-1)}\``);
    }
  });

  it('should inhibit alerts that there are', () => {
    const names = [...text.matchAll(/alertname =~? "([^"]+)"/g)].flatMap(
      ([, pattern]) => pattern.split('|'),
    );
    const known = new Set(allAlerts().map(({ alert }) => alert));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter(name => !known.has(name))).toEqual([]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string')
    throw new Error('no port');
  return address.port;
}

describeWithAlertmanager('alertmanager.yml, in an Alertmanager', () => {
  jest.setTimeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    child = spawn(
      'prometheus-alertmanager',
      [
        `--config.file=${FILE}`,
        `--storage.path=${folder}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ],
      { stdio: 'ignore' },
    );
    for (let tries = 0; tries < 100; tries++) {
      const answer = await fetch(`${url}/-/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error('Alertmanager does not start');
  });

  afterAll(async () => {
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Which of these alerts is told, by its name and service, after Alertmanager has thought about it. */
  async function told(alerts: Record<string, string>[]): Promise<string[]> {
    const group = String(Math.random());
    const posted = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(
        alerts.map(labels => ({
          labels: { severity: 'page', ...labels, group },
        })),
      ),
    });
    expect(posted.status).toBe(200);
    const filter = encodeURIComponent(`group="${group}"`);
    for (let tries = 0; tries < 100; tries++) {
      const answer = await fetch(`${url}/api/v2/alerts?filter=${filter}`);
      const all: {
        labels: Record<string, string>;
        status: { state: string };
      }[] = await answer.json();
      const settled = all.every(({ status }) => status.state !== 'unprocessed');
      if (all.length === alerts.length && settled) {
        return all
          .filter(({ status }) => status.state === 'active')
          .map(({ labels }) =>
            `${labels.alertname} ${labels.service ?? labels.pod ?? ''}`.trim(),
          )
          .sort();
      }
      await sleep(100);
    }
    throw new Error('Alertmanager does not say what became of the alerts');
  }

  it('should tell the cause, and not what follows from it for the same service', async () => {
    const order = { service: 'order-service', environment: 'prod' };
    expect(
      await told([
        { alertname: 'ShopServiceDown', ...order },
        { alertname: 'ShopServiceErrors', ...order },
        { alertname: 'OutboxBacklog', ...order },
        {
          alertname: 'ShopServiceErrors',
          service: 'user-service',
          environment: 'prod',
        },
      ]),
    ).toEqual([
      'ShopServiceDown order-service',
      'ShopServiceErrors user-service',
    ]);
  });

  it('should tell of a pool that is exhausted, and not that answers are late', async () => {
    const payment = { service: 'payment-service', environment: 'prod' };
    expect(
      await told([
        { alertname: 'DatabasePoolExhausted', ...payment },
        { alertname: 'ShopServiceErrors', ...payment },
        { alertname: 'ShopServiceSlow', ...payment },
        {
          alertname: 'ShopServiceSlow',
          service: 'payment-service',
          environment: 'staging',
        },
      ]),
    ).toEqual([
      'DatabasePoolExhausted payment-service',
      'ShopServiceSlow payment-service',
    ]);
  });

  it('should not let a node that is away hide another environment, nor a service that is down', async () => {
    expect(
      await told([
        { alertname: 'NodeNotReady', node: 'n1', environment: 'dev' },
        { alertname: 'PodNotReady', pod: 'a', environment: 'dev' },
        { alertname: 'PodNotReady', pod: 'b', environment: 'qa' },
        {
          alertname: 'ShopServiceDown',
          service: 'product-service',
          environment: 'dev',
        },
      ]),
    ).toEqual([
      'NodeNotReady',
      'PodNotReady b',
      'ShopServiceDown product-service',
    ]);
  });
});
