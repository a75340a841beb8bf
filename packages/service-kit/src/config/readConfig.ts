import { readFileSync } from 'node:fs';
import { z } from 'zod/v4';
import { contradictions } from './settingPairs';

/** A setting that is missing or wrong: names the variable and the remedy, never the value. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The service cannot start.\n${problems.join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Environment = Record<string, string | undefined>;

/** Reads the settings that a shape names from the environment; `X_FILE` may name a file that holds `X`. */
export function readConfig<S extends z.ZodRawShape>(
  shape: S,
  env: Environment = process.env,
): z.output<z.ZodObject<S>> {
  const problems: string[] = [];
  const values: Record<string, string> = {};
  for (const name of Object.keys(shape)) {
    const value = readValue(name, env, problems);
    if (value !== undefined) values[name] = value;
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const parsed = z.object(shape).safeParse(values);
  if (parsed.success) {
    const together = contradictions(parsed.data);
    if (together.length > 0) throw new ConfigError(together);
    return parsed.data;
  }
  const wrong = new Set(
    parsed.error.issues.map(issue => String(issue.path[0])),
  );
  // zod's own messages are left out: some repeat what was given.
  throw new ConfigError([...wrong].map(name => tell(name, shape, values)));
}

function readValue(
  name: string,
  env: Environment,
  problems: string[],
): string | undefined {
  // An empty variable is how a shell says "not set".
  const plain = env[name] || undefined;
  const file = env[`${name}_FILE`] || undefined;
  if (!file) return plain;
  if (plain) {
    problems.push(`${name} and ${name}_FILE are both set. Unset one of them.`);
    return undefined;
  }
  try {
    // An empty file is not set either: an empty secret would protect nothing.
    return readFileSync(file, 'utf8').trimEnd() || undefined;
  } catch {
    problems.push(
      `${name}_FILE names a file that cannot be read. Check the path and who may read it.`,
    );
    return undefined;
  }
}

function tell(
  name: string,
  shape: z.ZodRawShape,
  values: Record<string, string>,
): string {
  const schema = shape[name];
  const expected = schema instanceof z.ZodType ? schema.description : undefined;
  const fault = name in values ? 'is not valid' : 'is missing';
  const hint = expected ? ` Expected: ${expected}.` : '';
  return `${name} ${fault}.${hint} Set ${name}, or ${name}_FILE to a file that holds it.`;
}
