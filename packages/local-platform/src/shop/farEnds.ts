import { join } from 'node:path';
import { REGION } from './cloud';
import type { ShopSecrets } from './shopSecrets';

/** The file that tells the emulator of SNS and SQS its topics and queues. */
export const CLOUD_FILE = 'cloud.json';

/** How Redis is started: on this machine only, and it keeps nothing. */
export function redisArguments(port: number): string[] {
  return [
    ...['--port', String(port), '--bind', '127.0.0.1'],
    ...['--save', '', '--appendonly', 'no', '--maxmemory', '64mb'],
  ];
}

/** How the emulator of SNS and SQS is started, with its data in a folder. */
export function cloudProgramEnvironment(
  port: number,
  folder: string,
): Record<string, string> {
  return {
    FAUXQS_PORT: String(port),
    FAUXQS_DEFAULT_REGION: REGION,
    FAUXQS_LOGGER: 'false',
    FAUXQS_INIT: join(folder, CLOUD_FILE),
    // SNS and SQS lose nothing when one machine of theirs goes away.
    FAUXQS_DATA_DIR: join(folder, 'cloud'),
    FAUXQS_PERSISTENCE: 'true',
  };
}

/** How the simulated provider of payments is started, with its ledger in a folder. */
export function providerEnvironment(
  port: number,
  folder: string,
  { providerKey }: ShopSecrets,
): Record<string, string> {
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    PAYMENT_PROVIDER_KEY: providerKey,
    LEDGER_FILE: join(folder, 'ledger.jsonl'),
  };
}
