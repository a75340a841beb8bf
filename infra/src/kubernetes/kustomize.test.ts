import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parseAllDocuments } from 'yaml';
import { kustomize } from '../__testUtils__/kustomize/kustomize';
import { Manifest, Value, idOf } from '../__testUtils__/kustomize/Manifest';

const root = resolvePackagePath('@portico/infra', 'kubernetes');
const folders = ['local', 'dev', 'staging', 'prod'].flatMap(name => [
  `overlays/${name}`,
  `overlays/${name}/namespace`,
]);

const KUSTOMIZATION = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: shop
resources: [pod.yaml]
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
`;

/** Whether there is a kubectl that can build. */
function hasKubectl(): boolean {
  try {
    execFileSync('kubectl', ['kustomize', '--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function byKubectl(folder: string): Manifest[] {
  const text = execFileSync('kubectl', ['kustomize', folder], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  return parseAllDocuments(text).map(document => document.toJS());
}

/** The same objects in one order: kustomize orders what it merges in its own way, and no order here means anything. */
function ordered(manifests: readonly Manifest[]): Record<string, Value> {
  return Object.fromEntries(
    manifests.map(manifest => [idOf(manifest), orderedValue(manifest)]),
  );
}

function orderedValue(value: Value): Value {
  if (Array.isArray(value)) {
    return value
      .map(orderedValue)
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, orderedValue(value[key])]),
  );
}

const describeWithKubectl = hasKubectl() ? describe : describe.skip;

describeWithKubectl('kustomize, held against kubectl', () => {
  it.each(folders)('should build %s as kubectl does', folder => {
    const expected = byKubectl(join(root, folder));
    expect(expected.length).toBeGreaterThan(2);
    expect(ordered(kustomize(join(root, folder)))).toEqual(ordered(expected));
  });
});

describe('kustomize', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kustomize-'));
    write('kustomization.yaml', KUSTOMIZATION);
    write('pod.yaml', DEPLOYMENT);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, text: string): void {
    writeFileSync(join(folder, name), text);
  }

  it('should build what it understands', () => {
    expect(kustomize(folder)).toEqual([
      expect.objectContaining({ metadata: { name: 'a', namespace: 'shop' } }),
    ]);
  });

  it.each([
    ['a key that it does not know', 'crds: [a.yaml]', /crds/],
    ['a key that is there twice', 'namespace: other', /unique/i],
    ['a resource that is not there', 'components: [gone]', /gone/],
    ['a patch that meets nothing', 'patches: [{path: other.yaml}]', /finds no/],
    ['a list of unknown kind', 'patches: [{path: list.yaml}]', /tolerations/],
    ['a directive of a patch', 'patches: [{path: directive.yaml}]', /\$retain/],
  ])('should refuse %s', (_what, line, message) => {
    write('other.yaml', DEPLOYMENT.replace('name: a', 'name: b'));
    write('list.yaml', `${DEPLOYMENT}spec: { tolerations: [] }\n`);
    write('directive.yaml', `${DEPLOYMENT}spec: { $retainKeys: [] }\n`);
    write('kustomization.yaml', `${KUSTOMIZATION}${line}\n`);
    expect(() => kustomize(folder)).toThrow(message);
  });

  it('should refuse an object that is there twice', () => {
    write('pod.yaml', `${DEPLOYMENT}---\n${DEPLOYMENT}`);
    expect(() => kustomize(folder)).toThrow('Deployment/a is there twice');
  });
});
