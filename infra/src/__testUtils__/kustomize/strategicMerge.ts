import { Fields, Value, isFields } from './Manifest';

/** Lists whose elements are told apart by a field, as the API of Kubernetes declares it. */
const KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  env: 'name',
  volumes: 'name',
};

/** Lists of which a patch gives the whole. */
const WHOLE = new Set(['envFrom']);

/** Merges a patch into an object as Kubernetes does it; throws at a list of which it is not known how. */
export function strategicMerge(base: Fields, patch: Fields): Fields {
  const merged: Fields = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$')) throw new Error(`${name} is not understood here`);
    if (value === null) delete merged[name];
    else merged[name] = mergeField(name, merged[name], value);
  }
  return merged;
}

function mergeField(
  name: string,
  base: Value | undefined,
  patch: Value,
): Value {
  if (Array.isArray(patch)) return mergeList(name, base, patch);
  if (isFields(patch)) return strategicMerge(isFields(base) ? base : {}, patch);
  return patch;
}

function mergeList(
  name: string,
  base: Value | undefined,
  patch: readonly Value[],
): Value[] {
  if (WHOLE.has(name)) return [...patch];
  const key = KEYS[name];
  if (!key) throw new Error(`How ${name} is merged is not understood here`);
  const merged: Value[] = Array.isArray(base) ? [...base] : [];
  for (const element of patch) {
    if (!isFields(element) || element[key] === undefined) {
      throw new Error(`An element of ${name} has no ${key}`);
    }
    const at = merged.findIndex(
      other => isFields(other) && other[key] === element[key],
    );
    const old = merged[at];
    if (isFields(old)) merged[at] = strategicMerge(old, element);
    else merged.push(strategicMerge({}, element));
  }
  return merged;
}
