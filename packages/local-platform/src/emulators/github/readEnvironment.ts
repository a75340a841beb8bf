import { z } from 'zod/v4';
import { SeedRequest } from './seed/seedRepository';
import { GitHubEmulatorOptions } from './startGitHubEmulator';

const seedSchema = z.strictObject({
  owner: z.string(),
  repo: z.string(),
  source: z.string(),
  description: z.string().optional(),
  hostOwned: z.array(z.string()).optional(),
  exclude: z.array(z.string()).optional(),
});

const environmentSchema = z.object({
  GITHUB_EMULATOR_DATA: z.string().min(1),
  GITHUB_EMULATOR_PORT: z.coerce.number().int().min(0).max(65_535),
  GITHUB_EMULATOR_HOST: z.string().min(1).optional(),
  GITHUB_EMULATOR_TOKEN: z.string().min(1),
  GITHUB_EMULATOR_LOGIN: z.string().min(1).optional(),
  GITHUB_EMULATOR_ORGANIZATIONS: z.string().optional(),
  GITHUB_EMULATOR_WEBHOOK_URL: z.url().optional(),
  GITHUB_EMULATOR_WEBHOOK_SECRET: z.string().min(1).optional(),
  GITHUB_EMULATOR_SEEDS: z.string().optional(),
});

/** What the process is to do, read from its environment. */
export interface EmulatorEnvironment {
  options: GitHubEmulatorOptions;
  seeds: SeedRequest[];
}

/** Reads the environment of the emulator's own process; the error names each variable that is wrong. */
export function readEnvironment(
  env: Record<string, string | undefined>,
): EmulatorEnvironment {
  const result = environmentSchema.safeParse(env);
  if (!result.success) {
    throw new Error(describe(result.error, ''));
  }
  const read = result.data;
  const [url, secret] = [
    read.GITHUB_EMULATOR_WEBHOOK_URL,
    read.GITHUB_EMULATOR_WEBHOOK_SECRET,
  ];
  if ((url === undefined) !== (secret === undefined)) {
    throw new Error(
      'GITHUB_EMULATOR_WEBHOOK_URL and GITHUB_EMULATOR_WEBHOOK_SECRET belong together: give both or neither',
    );
  }
  return {
    options: {
      dataDir: read.GITHUB_EMULATOR_DATA,
      port: read.GITHUB_EMULATOR_PORT,
      host: read.GITHUB_EMULATOR_HOST,
      token: read.GITHUB_EMULATOR_TOKEN,
      login: read.GITHUB_EMULATOR_LOGIN,
      organizations: read.GITHUB_EMULATOR_ORGANIZATIONS?.split(',')
        .map(name => name.trim())
        .filter(name => name !== ''),
      webhooks: url && secret ? { url, secret } : undefined,
    },
    seeds: readSeeds(read.GITHUB_EMULATOR_SEEDS),
  };
}

function readSeeds(text: string | undefined): SeedRequest[] {
  if (!text) {
    return [];
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(
      'GITHUB_EMULATOR_SEEDS is not JSON: give a list of {owner, repo, source}',
    );
  }
  const result = z.array(seedSchema).safeParse(value);
  if (!result.success) {
    throw new Error(describe(result.error, 'GITHUB_EMULATOR_SEEDS.'));
  }
  return result.data;
}

function describe(error: z.ZodError, prefix: string): string {
  return error.issues
    .map(({ path, message }) => `${prefix}${path.join('.')}: ${message}`)
    .join('\n');
}
