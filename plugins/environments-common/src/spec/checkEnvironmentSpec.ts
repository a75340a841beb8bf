import { environmentClassSchema, type EnvironmentClass } from './classes';
import { specSchemaOf, type EnvironmentSpec } from './EnvironmentSpec';
import { plainWords, toFoundIssues, type FoundIssue } from './issues';
import { toPlainData } from './plainData';

/** A spec, or what was found wrong with it. */
export type CheckedSpec =
  | { valid: true; spec: EnvironmentSpec }
  | { valid: false; found: FoundIssue[] };

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

function classOf(value: unknown): EnvironmentClass {
  const parsed = environmentClassSchema.safeParse(
    fieldOf(fieldOf(value, 'spec'), 'class'),
  );
  // Which defaults are used does not matter where the class is an issue itself.
  return parsed.success ? parsed.data : 'dev';
}

/** Checks an input of unknown origin; it never throws and takes a bounded time. */
export function checkEnvironmentSpec(input: unknown): CheckedSpec {
  const data = toPlainData(input);
  if (!data.plain) {
    return {
      valid: false,
      found: [{ path: data.path, message: data.message }],
    };
  }
  const parsed = specSchemaOf(classOf(data.value)).safeParse(data.value, {
    error: plainWords,
  });
  return parsed.success
    ? { valid: true, spec: parsed.data }
    : { valid: false, found: toFoundIssues(parsed.error) };
}
