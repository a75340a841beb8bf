import { randomBytes } from 'node:crypto';
import { z } from 'zod/v4';
import { drawShopSecrets } from '../shop/shopSecrets';
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
  /** What the portal shows to the Kubernetes API. */
  kubernetesToken: z.string().min(16),
  /** What Alertmanager shows to the portal. */
  alertmanagerToken: z.string().min(16),
  /** What the services of the shop sign and pay with. */
  shop: z.object({
    tokenPrivateKey: z.string().min(16),
    tokenKeyId: z.string().min(1),
    tokenKeys: z.string().min(16),
    providerKey: z.string().min(16),
  }),
});

/** A folder of an earlier version knows fewer of them. */
const keptSchema = secretsSchema.partial({
  kubernetesToken: true,
  alertmanagerToken: true,
  shop: true,
});

/** The secrets of one data folder, drawn once. */
export type Secrets = z.infer<typeof secretsSchema>;

/** The secrets of a folder that nothing was started in since an earlier version. */
export type KeptSecrets = z.infer<typeof keptSchema>;

/** Draws every secret anew. */
export function drawSecrets(): Secrets {
  return {
    postgresPassword: randomBytes(24).toString('hex'),
    backendKey: randomBytes(24).toString('base64'),
    ciToken: `portico-ci-${randomBytes(24).toString('hex')}`,
    gitHostToken: `portico-git-${randomBytes(24).toString('hex')}`,
    webhookSecret: randomBytes(24).toString('hex'),
    kubernetesToken: `portico-kubernetes-${randomBytes(24).toString('hex')}`,
    alertmanagerToken: `portico-alerts-${randomBytes(24).toString('hex')}`,
    shop: drawShopSecrets(),
  };
}

/** The secrets of a folder, or undefined where nothing was started yet. */
export async function readSecrets(
  data: DataFolder,
): Promise<KeptSecrets | undefined> {
  return data.readJson(FILE, keptSchema);
}

/** The secrets of a folder; what was not drawn before is drawn and kept. */
export async function ensureSecrets(data: DataFolder): Promise<Secrets> {
  const kept = await readSecrets(data);
  const whole = secretsSchema.safeParse(kept);
  if (whole.success) {
    return whole.data;
  }
  const secrets = { ...drawSecrets(), ...kept };
  await data.writeJson(FILE, secrets);
  return secrets;
}
