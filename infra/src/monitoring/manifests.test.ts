import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Manifest, readManifests } from '../__testUtils__/kustomize/Manifest';
import { valueAt } from '../__testUtils__/kustomize/fieldPath';
import { kustomize } from '../__testUtils__/kustomize/kustomize';
import { modelProblems } from '../__testUtils__/modelProblems';
import { MONITORING, RULE_FILES, readYaml } from './__testUtils__/files';

const PARTS = ['prometheus', 'alertmanager'] as const;

function built(part: string): Manifest[] {
  return kustomize(join(MONITORING, part));
}

function find(part: string, kind: string): Manifest {
  const found = built(part).find(one => one.kind === kind);
  if (!found) throw new Error(`${part} has no ${kind}`);
  return found;
}

/** What a path of fields leads to in an object. */
function at(manifest: Manifest, path: string): unknown {
  return valueAt(manifest, path);
}

const POD = 'spec.template.spec';

describe('what runs the monitoring', () => {
  it('should be what the API of Kubernetes declares', () => {
    const all = [
      ...readManifests(join(MONITORING, 'namespace.yaml')),
      ...PARTS.flatMap(built),
    ];
    expect(all.length).toBeGreaterThan(10);
    expect(modelProblems(all)).toEqual([]);
  }, 120_000);

  it.each(PARTS)('should run with no more than it needs: %s', part => {
    const set = find(part, 'StatefulSet');
    const container = `${POD}.containers.[name=${part}]`;
    expect(at(set, `${POD}.securityContext`)).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(at(set, `${container}.securityContext`)).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(at(set, `${container}.resources`)).toEqual({
      requests: { cpu: expect.any(String), memory: expect.any(String) },
      limits: { cpu: expect.any(String), memory: expect.any(String) },
    });
    expect(at(set, `${container}.image`)).toMatch(/:v\d+\.\d+\.\d+$/);
    expect(at(set, `${POD}.automountServiceAccountToken`)).toBe(
      part === 'prometheus',
    );
  });

  it.each([
    ['prometheus', ['/etc/prometheus/config', '/etc/prometheus/rules']],
    ['alertmanager', ['/etc/alertmanager/config', '/etc/alertmanager/secrets']],
  ])('should read in %s what its configuration names', (part, folders) => {
    const set = find(part, 'StatefulSet');
    const container = `${POD}.containers.[name=${part}]`;
    expect(at(set, `${container}.args`)).toContain(
      `--config.file=${folders[0]}/${part}.yml`,
    );
    for (const mountPath of folders) {
      expect(at(set, `${container}.volumeMounts`)).toContainEqual(
        expect.objectContaining({ mountPath, readOnly: true }),
      );
    }
  });

  it('should bring every file of rules, and every dashboard', () => {
    expect(readdirSync(join(MONITORING, 'prometheus/rules')).sort()).toEqual(
      RULE_FILES.map(name => `${name}.rules.yml`).sort(),
    );
    const rules = built('prometheus').find(({ kind, metadata }) => {
      return (
        kind === 'ConfigMap' && metadata.name.startsWith('prometheus-rules')
      );
    });
    expect(Object.keys(rules?.data ?? {}).sort()).toEqual(
      RULE_FILES.map(name => `${name}.rules.yml`).sort(),
    );
    expect(
      readYaml('infra/monitoring/grafana/kustomization.yaml'),
    ).toMatchObject({
      configMapGenerator: [
        {
          files: expect.arrayContaining(
            readdirSync(join(MONITORING, 'grafana/dashboards')).map(
              name => `dashboards/${name}`,
            ),
          ),
        },
      ],
    });
  });

  it('should let Prometheus read what it measures, and change nothing', () => {
    const rules = at(find('prometheus', 'ClusterRole'), 'rules') as {
      verbs: string[];
      resources?: string[];
    }[];
    const verbs = new Set(rules.flatMap(one => one.verbs));
    expect([...verbs].sort()).toEqual(['get', 'list', 'watch']);
    const resources = rules.flatMap(one => one.resources ?? []);
    expect(resources).toContain('nodes/metrics');
    expect(resources).not.toContain('nodes/proxy');
    expect(resources).not.toContain('secrets');
  });

  it('should let nobody silence alerts but Prometheus, and few ask it', () => {
    const from = (part: string) =>
      at(find(part, 'NetworkPolicy'), 'spec.ingress') as { from: unknown[] }[];
    const podsOf = (name: string) => ({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
    });
    expect(from('alertmanager').map(one => one.from)).toEqual([
      [podsOf('prometheus')],
    ]);
    expect(from('prometheus')[0].from).toContainEqual(podsOf('grafana'));
    for (const part of PARTS) {
      expect(at(find(part, 'NetworkPolicy'), 'spec.podSelector')).toEqual(
        podsOf(part).podSelector,
      );
      expect(from(part).every(one => one.from.length > 0)).toBe(true);
    }
  });
});
