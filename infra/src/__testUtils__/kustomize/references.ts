import { Fields, Manifest, Value, isFields } from './Manifest';

/** Where one object names another: the fields that lead to the name, and the kind that is meant. */
const REFERENCES = [
  { in: 'Deployment', kind: 'ServiceAccount', field: 'serviceAccountName' },
  { in: 'Deployment', kind: 'ConfigMap', field: 'configMapRef.name' },
  { in: 'Deployment', kind: 'ConfigMap', field: 'configMap.name' },
  {
    in: 'HorizontalPodAutoscaler',
    kind: 'Deployment',
    field: 'scaleTargetRef.name',
  },
] as const;

/** Gives objects other names, and whoever names them the new ones. */
export function rename(
  manifests: readonly Manifest[],
  nameOf: (manifest: Manifest) => string,
): void {
  const renamed = new Map(
    manifests.map(manifest => [
      `${manifest.kind}/${manifest.metadata.name}`,
      nameOf(manifest),
    ]),
  );
  for (const manifest of manifests) {
    for (const reference of REFERENCES) {
      if (reference.in !== manifest.kind) continue;
      const path = reference.field.split('.');
      everyHolder(manifest, path.slice(0, -1), holder => {
        const last = path[path.length - 1];
        const name = renamed.get(`${reference.kind}/${holder[last]}`);
        if (name !== undefined) holder[last] = name;
      });
    }
    manifest.metadata.name = nameOf(manifest);
  }
}

/** Calls with every map that is reached by fields of these names, at any depth. */
function everyHolder(
  value: Value,
  path: readonly string[],
  call: (holder: Fields) => void,
): void {
  if (Array.isArray(value)) {
    value.forEach(element => everyHolder(element, path, call));
    return;
  }
  if (!isFields(value)) return;
  const end = path.reduce<Value | undefined>(
    (at, name) => (isFields(at) ? at[name] : undefined),
    value,
  );
  if (isFields(end)) call(end);
  Object.values(value).forEach(inner => everyHolder(inner, path, call));
}
