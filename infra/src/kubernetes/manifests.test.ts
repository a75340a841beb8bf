import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { kustomize } from '../__testUtils__/kustomize/kustomize';
import {
  Fields,
  Manifest,
  readDocuments,
} from '../__testUtils__/kustomize/Manifest';
import { modelProblems } from '../__testUtils__/modelProblems';

const root = resolvePackagePath('@portico/infra', 'kubernetes');
const overlays = ['local', 'dev', 'staging', 'prod'];

function manifestsOf(overlay: string): Manifest[] {
  return ['', '/namespace'].flatMap(part =>
    kustomize(join(root, 'overlays', `${overlay}${part}`)),
  );
}

function aDeployment(container: Fields = {}, spec: Fields = {}): Manifest {
  const labels = { app: 'a' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'a', image: 'a:1', ...container }] },
      },
      ...spec,
    },
  };
}

describe('infra/kubernetes', () => {
  it('should hold YAML that says nothing twice', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.ya?ml$/.test(name))
      .map(name => join(root, name));
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      expect(readDocuments(file)).not.toContain(null);
    }
  });

  it('should give each object but those of the cluster the namespace of the shop', () => {
    for (const overlay of overlays) {
      for (const { kind, metadata } of manifestsOf(overlay)) {
        expect(metadata.namespace).toBe(
          kind === 'Namespace' ? undefined : 'shop',
        );
      }
    }
  });

  it('should hold nothing that the API of Kubernetes does not declare', () => {
    expect(modelProblems(overlays.flatMap(manifestsOf))).toEqual([]);
  }, 120_000);
});

describe('modelProblems', () => {
  it('should find what is not declared, wherever it stands', () => {
    const problems = modelProblems([
      aDeployment(),
      aDeployment({}, { replica: 2 }),
      aDeployment({ imagePolicy: 'Always' }),
      aDeployment({}, { minReadySeconds: '5' }),
      aDeployment({}, { selector: null }),
      { ...aDeployment(), apiVersion: 'apps/v7' },
      {
        apiVersion: 'elbv2.k8s.aws/v1beta1',
        kind: 'TargetGroupBinding',
        metadata: { name: 'a' },
        spec: { targetGroupArn: 'arn' },
      },
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'a' },
        spec: { secretStoreRef: { name: 'a' }, interval: '5m' },
      },
    ]);
    expect(problems).toEqual([
      expect.stringMatching(/^Deployment.*"replica"' does not exist/),
      expect.stringMatching(/^Deployment.*"imagePolicy"' does not exist/),
      expect.stringMatching(/^Deployment.*'string' is not assignable/),
      expect.stringMatching(/^Deployment.*'null' is not assignable/),
      expect.stringMatching(/^Deployment.*Cannot find module/),
      expect.stringMatching(/^TargetGroup.*"targetGroupArn"' does not exist/),
      expect.stringMatching(/^ExternalSecret.*"interval"' does not exist/),
    ]);
  }, 120_000);
});
