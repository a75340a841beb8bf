import { parseEnvironmentSpec } from '../spec/parseEnvironmentSpec';
import { anInput } from './aSpec';

/** The issues of an input as `path: message`. */
export function issuesOf(input: unknown): string[] {
  const parsed = parseEnvironmentSpec(input);
  return parsed.valid
    ? []
    : parsed.issues.map(({ path, message }) => `${path}: ${message}`);
}

/** A good input in which some fields of `spec` are replaced, by whatever it is. */
export function specWith(spec: object): object {
  const input = anInput();
  return { ...input, spec: { ...input.spec, ...spec } };
}

/** The cluster section with the given node groups. */
export function cluster<T>(...nodeGroups: T[]) {
  return { cluster: { nodeGroups } };
}
