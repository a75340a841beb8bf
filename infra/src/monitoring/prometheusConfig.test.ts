import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod/v4';
import { EXPORTERS } from './exporterMetrics';
import { MONITORING, RULE_FILES, readYaml } from './__testUtils__/files';
import { hasTool, run } from './__testUtils__/tools';

const SERVICES = ['user', 'product', 'order', 'payment', 'notification'].map(
  name => `${name}-service`,
);
const LIMITS = [
  'sample_limit',
  'label_limit',
  'label_name_length_limit',
  'label_value_length_limit',
];

const relabel = z.strictObject({
  source_labels: z.array(z.string()).optional(),
  target_label: z.string().optional(),
  action: z.enum(['keep', 'drop', 'keepequal', 'labeldrop']).optional(),
  regex: z.string().optional(),
  replacement: z.string().optional(),
});

/** Debian's promtool knows nothing of Kubernetes, so its part is judged here. */
const discovery = z.strictObject({
  role: z.enum(['node', 'pod', 'endpointslice']),
  namespaces: z.strictObject({ names: z.array(z.string()) }).optional(),
  selectors: z
    .array(z.strictObject({ role: z.literal('pod'), label: z.string() }))
    .optional(),
});

const job = z.looseObject({
  job_name: z.string(),
  kubernetes_sd_configs: z.array(discovery).length(1).optional(),
  relabel_configs: z.array(relabel),
  metric_relabel_configs: z.array(relabel).default([]),
});

const config = z
  .looseObject({
    rule_files: z.array(z.string()),
    scrape_configs: z.array(job),
  })
  .parse(readYaml('infra/monitoring/prometheus/prometheus.yml'));

function jobOf(name: string) {
  const found = config.scrape_configs.find(one => one.job_name === name);
  if (!found) throw new Error(`There is no job ${name}`);
  return found;
}

describe('prometheus.yml', () => {
  it('should have a job for each that is asked, and limits in each of them', () => {
    expect(config.scrape_configs.map(one => one.job_name).sort()).toEqual(
      [
        ...EXPORTERS.map(one => one.job),
        ...SERVICES,
        'business-metrics',
      ].sort(),
    );
    for (const one of config.scrape_configs) {
      expect(Object.keys(one)).toEqual(expect.arrayContaining(LIMITS));
    }
  });

  it('should take nobody on trust', () => {
    const text = readFileSync(
      join(MONITORING, 'prometheus/prometheus.yml'),
      'utf8',
    );
    expect(text).not.toMatch(/insecure_skip_verify|password|bearer_token:/);
    for (const name of [
      'kubernetes-nodes',
      'kubernetes-cadvisor',
      'kubernetes-apiservers',
    ]) {
      expect(jobOf(name)).toMatchObject({
        scheme: 'https',
        tls_config: {
          ca_file: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
        },
        authorization: {
          credentials_file:
            '/var/run/secrets/kubernetes.io/serviceaccount/token',
        },
      });
    }
  });

  /** What a job lets through, where it does not take everything. */
  const keptBy = (name: string) => {
    const [kept] = jobOf(name).metric_relabel_configs.filter(
      ({ action }) => action === 'keep',
    );
    return kept?.regex && new RegExp(`^(?:${kept.regex})$`);
  };

  it.each(EXPORTERS.map(({ job: name, metrics }) => [name, metrics] as const))(
    'should let through what rules and dashboards ask of %s',
    (name, metrics) => {
      const pattern = keptBy(name) || /.*/;
      expect(Object.keys(metrics).filter(one => !pattern.test(one))).toEqual(
        [],
      );
    },
  );

  it.each([
    'kubernetes-nodes',
    'kubernetes-cadvisor',
    'kubernetes-apiservers',
    'kube-state-metrics',
    'aws-load-balancer-controller',
  ])('should keep out whatever else %s tells', name => {
    expect('go_goroutines').not.toMatch(keptBy(name) || /.*/);
  });
});

const describeWithPromtool = hasTool('promtool') ? describe : describe.skip;

describeWithPromtool('prometheus.yml, by promtool', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The configuration with fixed targets in the place of what Kubernetes would tell. */
  function write(targets: Record<string, string>[] = []): string {
    const file = join(folder, 'prometheus.yml');
    const jobs = config.scrape_configs.map(
      ({ kubernetes_sd_configs: found, ...rest }) => {
        const kept = JSON.parse(
          JSON.stringify(rest).replaceAll('<<cluster_name>>', 'prod'),
        );
        // promtool looks for the files, which are in pods only.
        for (const [key, at] of [
          ['tls_config', 'ca_file'],
          ['authorization', 'credentials_file'],
        ]) {
          if (kept[key]) kept[key] = { ...kept[key], [at]: file };
        }
        return found
          ? {
              ...kept,
              static_configs: targets.map(labels => ({
                targets: ['10.0.0.1:1'],
                labels,
              })),
            }
          : kept;
      },
    );
    writeFileSync(
      file,
      stringify({
        ...config,
        rule_files: RULE_FILES.map(name =>
          join(MONITORING, 'prometheus/rules', `${name}.rules.yml`),
        ),
        scrape_configs: jobs,
      }),
    );
    return file;
  }

  it('should be a configuration, with its rules', () => {
    const { code, text } = run('promtool', ['check', 'config', write()]);
    expect(text).toContain('3 rule files found');
    expect(code).toBe(0);
  });

  it('should be none where a key is wrong', () => {
    const file = write();
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('sample_limit', 'samples_limit'));
    expect(run('promtool', ['check', 'config', file]).code).toBe(1);
  });

  /** What becomes of pods in a job: the labels of those that are asked. */
  function targetsOf(
    name: string,
    pods: Record<string, string>[],
  ): Record<string, string>[] {
    const { stdout } = run('promtool', [
      'check',
      'service-discovery',
      '--timeout=1s',
      write(pods),
      name,
    ]);
    const told: { labels: Record<string, string> }[] = JSON.parse(stdout);
    return told
      .map(({ labels }) => labels ?? {})
      .filter(labels => Object.keys(labels).length > 0);
  }

  const pod = (over: Record<string, string> = {}) => ({
    __meta_kubernetes_namespace: 'shop',
    __meta_kubernetes_pod_name: 'order-service-5d8c7-x2x4z',
    __meta_kubernetes_pod_phase: 'Running',
    __meta_kubernetes_pod_container_port_name: 'metrics',
    __meta_kubernetes_pod_container_port_number: '9464',
    __meta_kubernetes_pod_label_app_kubernetes_io_name: 'order-service',
    __meta_kubernetes_pod_label_app_kubernetes_io_version: '1.4.2',
    __meta_kubernetes_pod_label_portico_dev_environment: 'staging',
    __meta_kubernetes_pod_annotation_prometheus_io_scrape: 'true',
    __meta_kubernetes_pod_annotation_prometheus_io_port: '9464',
    __meta_kubernetes_pod_annotation_prometheus_io_path: '/metrics',
    ...over,
  });
  const labels = {
    service: 'order-service',
    namespace: 'shop',
    environment: 'staging',
    version: '1.4.2',
    pod: 'order-service-5d8c7-x2x4z',
  };

  it('should give each series of a service its service, namespace, environment, version and pod', () => {
    expect(targetsOf('order-service', [pod()])).toEqual([
      expect.objectContaining({ ...labels, job: 'order-service' }),
    ]);
  });

  it.each([
    ['of another service', 'app_kubernetes_io_name', 'user-service'],
    ['that is no port of metrics', 'port_name', 'http'],
    ['that is done', 'phase', 'Succeeded'],
  ])('should not ask a pod %s', (_what, part, value) => {
    const [key] = Object.keys(pod()).filter(one => one.endsWith(part));
    expect(targetsOf('order-service', [pod({ [key]: value })])).toEqual([]);
  });

  it('should ask others by their annotations, at the path and the port that they name', () => {
    const returns = pod({
      __meta_kubernetes_pod_label_app_kubernetes_io_name: 'returns-service',
      __meta_kubernetes_pod_annotation_prometheus_io_path: '/own/metrics',
    });
    expect(
      targetsOf('business-metrics', [
        returns,
        // Another port of the same pod, one that said nothing, and one of the five.
        { ...returns, __meta_kubernetes_pod_container_port_number: '8080' },
        {
          ...returns,
          __meta_kubernetes_pod_annotation_prometheus_io_scrape: '',
        },
        pod(),
      ]),
    ).toEqual([
      expect.objectContaining({
        ...labels,
        service: 'returns-service',
        __metrics_path__: '/own/metrics',
      }),
    ]);
  });
});
