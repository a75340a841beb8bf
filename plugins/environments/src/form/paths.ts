/** A spec while it is edited: it may be invalid in every way. */
export type SpecDraft = Record<string, unknown>;

/** The parts of a path such as `spec.cluster.nodeGroups[0].min`. */
export function pathParts(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? key : Number(index),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function child(value: unknown, part: string | number): unknown {
  if (typeof part === 'number') {
    return Array.isArray(value) ? value[part] : undefined;
  }
  return isObject(value) && Object.hasOwn(value, part)
    ? value[part]
    : undefined;
}

/** The value at a path; undefined where there is none. */
export function getAt(value: unknown, path: string): unknown {
  return pathParts(path).reduce(child, value);
}

function replaced(
  value: unknown,
  [part, ...rest]: (string | number)[],
  next: unknown,
): unknown {
  if (part === undefined) return next;
  const inner = replaced(child(value, part), rest, next);
  if (typeof part === 'number') {
    const list: unknown[] = Array.isArray(value) ? [...value] : [];
    list[part] = inner;
    return list;
  }
  const { [part]: _old, ...others } = isObject(value) ? value : {};
  // What is undefined is left out, as in the file.
  if (inner === undefined) return others;
  return isObject(value) && Object.hasOwn(value, part)
    ? { ...value, [part]: inner }
    : { ...others, [part]: inner };
}

/** A copy of the draft with another value at a path; undefined removes what is there. */
export function setAt(
  draft: SpecDraft,
  path: string,
  value: unknown,
): SpecDraft {
  const next = replaced(draft, pathParts(path), value);
  return isObject(next) ? next : draft;
}

/** The text at a path, as an input shows it. */
export function textAt(draft: SpecDraft, path: string): string {
  const value = getAt(draft, path);
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : '';
}
