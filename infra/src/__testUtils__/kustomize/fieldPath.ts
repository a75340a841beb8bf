import { Fields, Value, isFields } from './Manifest';

/** Cuts `spec.containers.[name=service].image` at its dots, and leaves what is in brackets whole. */
function stepsOf(path: string): string[] {
  return path.match(/\[[^\]]+\]|[^.[\]]+/g) ?? [];
}

/** What a path leads to; undefined where it leads nowhere. */
export function valueAt(from: Value, path: string): Value | undefined {
  return stepsOf(path).reduce<Value | undefined>(
    (value, step) => (value === undefined ? undefined : take(value, step)),
    from,
  );
}

function take(value: Value, step: string): Value | undefined {
  const [, name, wanted] = /^\[(.+?)(?:=(.+))?\]$/.exec(step) ?? [];
  if (wanted !== undefined) {
    return Array.isArray(value)
      ? value.find(element => isFields(element) && element[name] === wanted)
      : undefined;
  }
  return isFields(value) ? value[name ?? step] : undefined;
}

/** Sets what a path leads to, and makes the maps on the way. */
export function setAt(from: Fields, path: string, value: Value): void {
  const steps = stepsOf(path).map(step => step.replace(/^\[(.+)\]$/, '$1'));
  const last = steps.pop();
  if (last === undefined) throw new Error('The path is empty');
  let fields = from;
  for (const step of steps) {
    const next = fields[step] ?? {};
    if (!isFields(next)) throw new Error(`${path} leads through no map`);
    fields[step] = next;
    fields = next;
  }
  fields[last] = value;
}
