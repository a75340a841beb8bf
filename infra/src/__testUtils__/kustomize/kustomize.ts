import { statSync } from 'node:fs';
import { join } from 'node:path';
import { generateConfigMap, nameByContent } from './configMaps';
import { setAt, valueAt } from './fieldPath';
import { Kustomization, readKustomization } from './kustomization';
import { addLabels } from './labels';
import { Manifest, Value, idOf, isFields, readManifests } from './Manifest';
import { rename } from './references';
import { strategicMerge } from './strategicMerge';

/**
 * Builds a folder as `kubectl kustomize` does, as far as this repository uses it; at
 * anything else it throws. Where there is a kubectl, a test holds one against the other.
 */
export function kustomize(folder: string): Manifest[] {
  const manifests = build(folder, []);
  rename(manifests, manifest =>
    manifest.kind === 'ConfigMap'
      ? nameByContent(manifest)
      : manifest.metadata.name,
  );
  return manifests;
}

/** What a folder adds to what is there, and does to all of it; a component is given what is there. */
function build(folder: string, there: readonly Manifest[]): Manifest[] {
  const kustomization = readKustomization(folder);
  let manifests = [
    ...there,
    ...kustomization.resources.flatMap(name => read(join(folder, name))),
  ];
  for (const name of kustomization.components) {
    manifests = build(join(folder, name), manifests);
  }
  manifests.push(
    ...kustomization.configMapGenerator.map(generator =>
      generateConfigMap(folder, generator),
    ),
  );
  refuseDoubles(manifests);
  return transform(folder, kustomization, manifests);
}

function read(path: string): Manifest[] {
  return statSync(path).isDirectory() ? build(path, []) : readManifests(path);
}

function refuseDoubles(manifests: readonly Manifest[]): void {
  const ids = manifests.map(idOf);
  const double = ids.find((id, at) => ids.indexOf(id) !== at);
  if (double) throw new Error(`${double} is there twice`);
}

function transform(
  folder: string,
  kustomization: Kustomization,
  before: Manifest[],
): Manifest[] {
  const { namespace, namePrefix, labels, images } = kustomization;
  const manifests = kustomization.patches.reduce(
    (all, { path, target }) =>
      readManifests(join(folder, path)).reduce(
        (rest, patch) => applyPatch(rest, patch, target?.kind),
        all,
      ),
    before,
  );
  for (const manifest of manifests) {
    if (namespace) place(manifest, namespace);
  }
  if (namePrefix) {
    rename(manifests, ({ metadata }) => `${namePrefix}${metadata.name}`);
  }
  for (const manifest of manifests) {
    for (const entry of labels) addLabels(manifest, entry);
    for (const image of images) setImage(manifest, image);
  }
  for (const entry of kustomization.replacements) replace(manifests, entry);
  return manifests;
}

function applyPatch(
  manifests: readonly Manifest[],
  { $patch: directive, ...patch }: Manifest,
  kind: string | undefined,
): Manifest[] {
  const meant = (manifest: Manifest) =>
    kind === undefined
      ? idOf(manifest) === idOf(patch as Manifest)
      : manifest.kind === kind;
  if (!manifests.some(meant)) {
    throw new Error(`A patch finds no ${kind ?? idOf(patch as Manifest)}`);
  }
  if (directive === 'delete') return manifests.filter(m => !meant(m));
  if (directive !== undefined) throw new Error(`$patch: ${directive}`);
  const { metadata } = patch as Manifest;
  return manifests.map(manifest =>
    meant(manifest)
      ? (strategicMerge(manifest, {
          ...patch,
          apiVersion: manifest.apiVersion,
          kind: manifest.kind,
          metadata: { ...metadata, name: manifest.metadata.name },
        }) as Manifest)
      : manifest,
  );
}

function place({ kind, metadata }: Manifest, namespace: string): void {
  if (kind === 'Namespace') throw new Error('A namespace is in no namespace');
  metadata.namespace = namespace;
}

function setImage(
  manifest: Manifest,
  { name, newName, newTag }: Kustomization['images'][number],
): void {
  for (const container of containersOf(manifest)) {
    if (!isFields(container)) continue;
    const [image] = String(container.image).split(':');
    if (image === name) container.image = `${newName ?? name}:${newTag}`;
  }
}

function containersOf(manifest: Manifest): Value[] {
  const containers = valueAt(manifest, 'spec.template.spec.containers');
  return Array.isArray(containers) ? containers : [];
}

function replace(
  manifests: readonly Manifest[],
  { source, targets }: Kustomization['replacements'][number],
): void {
  const from = find(manifests, source);
  const text = String(valueAt(from, source.fieldPath));
  const part = text.split(source.options.delimiter)[source.options.index];
  if (part === undefined) throw new Error(`${text} has no such part`);
  for (const { select, fieldPaths } of targets) {
    const target = find(manifests, select);
    for (const path of fieldPaths) setAt(target, path, part);
  }
}

function find(
  manifests: readonly Manifest[],
  { kind, name }: { kind: string; name: string },
): Manifest {
  const found = manifests.find(m => idOf(m) === `${kind}/${name}`);
  if (!found) throw new Error(`There is no ${kind}/${name}`);
  return found;
}
