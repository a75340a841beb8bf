import { randomBytes } from 'node:crypto';
import { z } from 'zod/v4';
import type { DataFolder } from './DataFolder';

const FILE = 'secrets.json';

const secretsSchema = z.object({
  /** Of the database's one user. */
  postgresPassword: z.string().min(16),
  /** Signs the portal's own tokens; base64, as the framework asks. */
  backendKey: z.string().min(16),
  /** What a pipeline signs in with. */
  ciToken: z.string().min(16),
  /** What the portal signs in to the Git host with. */
  gitHostToken: z.string().min(16),
  /** Signs the events that the Git host sends. */
  webhookSecret: z.string().min(16),
});

/** The secrets of one data folder, drawn once. */
export type Secrets = z.infer<typeof secretsSchema>;

/** Draws every secret anew. */
export function drawSecrets(): Secrets {
  return {
    postgresPassword: randomBytes(24).toString('hex'),
    backendKey: randomBytes(24).toString('base64'),
    ciToken: `portico-ci-${randomBytes(24).toString('hex')}`,
    gitHostToken: `portico-git-${randomBytes(24).toString('hex')}`,
    webhookSecret: randomBytes(24).toString('hex'),
  };
}

/** The secrets of a folder, or undefined where nothing was started yet. */
export async function readSecrets(
  data: DataFolder,
): Promise<Secrets | undefined> {
  return data.readJson(FILE, secretsSchema);
}

/** The secrets of a folder; the first call draws and keeps them. */
export async function ensureSecrets(data: DataFolder): Promise<Secrets> {
  const kept = await readSecrets(data);
  if (kept) {
    return kept;
  }
  const drawn = drawSecrets();
  await data.writeJson(FILE, drawn);
  return drawn;
}
