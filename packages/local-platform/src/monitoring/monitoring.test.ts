import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { silentReporter } from '../__testUtils__/silentReporter';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import { drawFreePort } from '../data/freePort';
import { ensurePorts } from '../data/ports';
import { PLATFORM_FILE, PlatformFile } from '../platform/PlatformFile';
import { ProcessRegistry } from '../process/ProcessRegistry';
import { Supervisor } from '../process/Supervisor';
import { execute, findProgram } from '../system/execute';
import { alertmanagerConfig } from './alertmanagerConfig';
import { findRuleFiles } from './findRuleFiles';
import { prometheusConfig } from './prometheusConfig';
import { bringSamples } from './samples/bringSamples';
import { startMonitoring } from './startMonitoring';

const ROOT = join(__dirname, '../../../..');

/** Runs a program that judges a file, where it is there. */
async function judge(program: string, ...args: string[]): Promise<string> {
  const found = await findProgram(program);
  if (!found) return '';
  const { code, stdout, stderr } = await execute(found, args);
  return code === 0 ? '' : stdout + stderr;
}

const alerts = { portalUrl: 'http://localhost:7007', token: 'a "token"' };

describe('the monitoring of one machine', () => {
  const folder = temporaryFolder();
  const services = [
    {
      component: 'order-service',
      ports: { public: 1, metrics: 20_001, admin: 2 },
    },
    {
      component: 'user-service',
      ports: { public: 3, metrics: 20_002, admin: 4 },
    },
  ];
  const ports = { prometheus: 20_003, alertmanager: 20_004 };

  it('should ask every service by its name, and load the rules of the shop', async () => {
    const ruleFiles = await findRuleFiles(ROOT);
    expect(ruleFiles).toEqual([
      join(ROOT, 'infra/monitoring/prometheus/rules/shop.rules.yml'),
    ]);
    const text = prometheusConfig({
      services,
      trafficPort: 20_005,
      ports,
      alerts: true,
      ruleFiles,
    });
    const config = parse(text);
    expect(
      config.scrape_configs.map(
        (job: {
          job_name: string;
          static_configs: Array<{ targets: string[]; labels: object }>;
        }) => [
          job.job_name,
          job.static_configs[0].targets,
          job.static_configs[0].labels,
        ],
      ),
    ).toEqual([
      ['prometheus', ['127.0.0.1:20003'], { environment: 'local' }],
      [
        'order-service',
        ['127.0.0.1:20001'],
        { service: 'order-service', environment: 'local' },
      ],
      [
        'user-service',
        ['127.0.0.1:20002'],
        { service: 'user-service', environment: 'local' },
      ],
      ['traffic', ['127.0.0.1:20005'], { environment: 'local' }],
    ]);
    expect(config.rule_files).toEqual(ruleFiles);
    expect(config.alerting.alertmanagers).toEqual([
      { static_configs: [{ targets: ['127.0.0.1:20004'] }] },
    ]);
    // A run is short: what happens is to be seen within a minute.
    for (const every of ['scrape_interval', 'evaluation_interval']) {
      expect(config.global[every]).toMatch(/^[1-5]?\ds$/);
    }
    const file = join(folder, 'prometheus.yml');
    await writeFile(file, text);
    expect(await judge('promtool', 'check', 'config', file)).toBe('');
  });

  it('should not look for alerts and traffic that are not there', () => {
    const config = parse(
      prometheusConfig({ services, ports, alerts: false, ruleFiles: [] }),
    );
    expect(config.alerting).toBeUndefined();
    expect(config.scrape_configs).toHaveLength(3);
  });

  it('should tell the portal of alerts', async () => {
    const file = join(folder, 'alertmanager.yml');
    const text = alertmanagerConfig(alerts);
    // Each service has alerts of its own, and the portal hears of them at once.
    expect(parse(text).route).toMatchObject({
      group_by: ['alertname', 'service'],
      group_wait: expect.stringMatching(/^[1-5]?\ds$/),
      group_interval: expect.stringMatching(/^[1-5]?\ds$/),
    });
    expect(parse(text).receivers[0].webhook_configs).toEqual([
      {
        url: 'http://localhost:7007/api/events/http/alertmanager',
        send_resolved: true,
        http_config: { authorization: { credentials: 'a "token"' } },
      },
    ]);
    await writeFile(file, text);
    expect(await judge('amtool', 'check-config', file)).toBe('');
  });

  it('should name what is missing, and the command that brings it', async () => {
    const data = DataFolder.at(join(folder, 'data'));
    await data.create();
    const reporter = silentReporter();
    const supervisor = new Supervisor(reporter);
    const platform = new PlatformFile(data);
    await startMonitoring({
      programs: {
        ...{ prometheus: undefined, promtool: undefined },
        alertmanager: undefined,
      },
      samples: Promise.resolve(),
      alerts,
      signal: new AbortController().signal,
      services: [],
      ruleFiles: [],
      data,
      ports: await ensurePorts(data, 7007),
      supervisor,
      registry: new ProcessRegistry(data),
      platform,
      reporter,
    });
    expect(supervisor.isEmpty).toBe(true);
    await platform.settled();
    const { items } = JSON.parse(
      await readFile(data.file(PLATFORM_FILE), 'utf8'),
    );
    expect(items).toEqual(
      ['alertmanager', 'prometheus'].map(id =>
        expect.objectContaining({
          id,
          state: 'not-set-up',
          snippet: `apt-get install ${
            id === 'prometheus' ? id : `prometheus-${id}`
          }`,
        }),
      ),
    );
  });

  it('should start nothing where somebody gives a Prometheus, and say so', async () => {
    const data = DataFolder.at(join(folder, 'given'));
    await data.create();
    const reporter = silentReporter();
    const supervisor = new Supervisor(reporter);
    const platform = new PlatformFile(data);
    const stop = new AbortController();
    const programs = { prometheus: '/bin/false', promtool: '/bin/false' };
    const prometheusUrl = `http://u:s3cr3t@127.0.0.1:${await drawFreePort([])}`;
    const tools = { data, platform, reporter, prometheusUrl };
    await startMonitoring({
      ...tools,
      programs: { ...programs, alertmanager: '/bin/false' },
      samples: bringSamples({
        ...tools,
        programs,
        samples: true,
        signal: stop.signal,
      }),
      alerts,
      signal: stop.signal,
      services: [],
      ruleFiles: [],
      ports: await ensurePorts(data, 7007),
      supervisor,
      registry: new ProcessRegistry(data),
    });
    stop.abort();
    expect(supervisor.isEmpty).toBe(true);
    await platform.settled();
    const text = await readFile(data.file(PLATFORM_FILE), 'utf8');
    expect(text).not.toContain('s3cr3t');
    const { items } = JSON.parse(text) as {
      items: { id: string; state: string; reason: string }[];
    };
    const states = items.map(({ id, state }) => `${id} ${state}`).sort();
    expect(states).toEqual([
      'alertmanager not-set-up',
      'prometheus down',
      'sample-history not-set-up',
    ]);
    expect(items.find(({ id }) => id === 'sample-history')?.reason).toBe(
      'No sample history: Prometheus is given by PROMETHEUS_URL',
    );
  });
});
