import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The secrets that one running portal was started with. */
export interface Secrets {
  postgresPassword: string;
  backendKey: string;
  ciToken: string;
  gitHostToken: string;
  webhookSecret: string;
  kubernetesToken: string;
  /** PEM; the shop signs access tokens with it. */
  tokenPrivateKey: string;
  providerKey: string;
}

/** The folder of the portal that is tested, as PORTICO_DATA names it. */
export function dataFolder(): string {
  const folder = process.env.PORTICO_DATA;
  if (!folder) {
    throw new Error(
      'Set PORTICO_DATA to the data folder of the portal that is tested',
    );
  }
  return resolve(folder);
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(resolve(dataFolder(), name), 'utf8'));
}

/** The secrets of the portal that is tested. */
export function readSecrets(): Secrets {
  const { shop, ...secrets } = readJson<
    Omit<Secrets, 'tokenPrivateKey' | 'providerKey'> & {
      shop: Pick<Secrets, 'tokenPrivateKey' | 'providerKey'>;
    }
  >('secrets.json');
  // The other keys of the shop are public.
  const { tokenPrivateKey, providerKey } = shop;
  return { ...secrets, tokenPrivateKey, providerKey };
}

/** The ports and the process of the portal that is tested. */
export function readRun(): {
  pid: number;
  url: string;
  ports: {
    portal: number;
    gitHost: number;
    postgres: number;
    /** Null where this machine has none. */
    prometheus: number | null;
    kubernetes: number;
    /** The services of the shop. */
    services: Record<string, number>;
  };
} {
  return readJson('run.json');
}
