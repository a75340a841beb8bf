import { checkSpec, fieldOf, type CheckedSpec } from './checkSpec';
import { environmentClassSchema, type EnvironmentClass } from './classes';
import { specSchemaOf, type EnvironmentSpec } from './EnvironmentSpec';

function classOf(value: unknown): EnvironmentClass {
  const parsed = environmentClassSchema.safeParse(
    fieldOf(fieldOf(value, 'spec'), 'class'),
  );
  // Which defaults are used does not matter where the class is an issue itself.
  return parsed.success ? parsed.data : 'dev';
}

/** Checks an input of unknown origin; it never throws and takes a bounded time. */
export function checkEnvironmentSpec(
  input: unknown,
): CheckedSpec<EnvironmentSpec> {
  return checkSpec(input, data => specSchemaOf(classOf(data)));
}
