import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  endChild,
  spawnQuietly,
  untilListening,
} from '@portico/service-kit/testUtils';
import type { LedgerEntry } from '../simulatedProvider/Ledger';

const KEY = 'test-key-of-the-shop';
const SOURCE = resolve(__dirname, '../simulatedProvider/main.ts');

/** A provider in a process of its own, which a test may kill. */
export interface TestProvider {
  url: string;
  /** What payment-service needs to find it. */
  environment: Record<string, string>;
  start(): Promise<void>;
  kill(): Promise<void>;
  switchTo(mode: object): Promise<void>;
  ledger(): Promise<LedgerEntry[]>;
  remove(): Promise<void>;
}

/** Bundles a source file as the service is bundled. */
export function bundle(source: string, file: string): string {
  execFileSync(require.resolve('esbuild/bin/esbuild'), [
    source,
    '--bundle',
    '--platform=node',
    '--external:pg-native',
    '--define:import.meta.url=importMetaUrl',
    "--banner:js=const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    '--log-level=error',
    `--outfile=${file}`,
  ]);
  return file;
}

/** Starts a provider with an empty ledger. */
export async function startProvider(): Promise<TestProvider> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  const program = bundle(SOURCE, join(folder, 'provider.cjs'));
  const port = await freePort();
  const launch = async () => {
    const started = spawnQuietly(process.execPath, [program], {
      env: {
        PORT: String(port),
        PAYMENT_PROVIDER_KEY: KEY,
        LEDGER_FILE: join(folder, 'ledger.jsonl'),
      },
    });
    await untilListening(started, port);
    return started;
  };
  let child = await launch();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    environment: { PAYMENT_PROVIDER_URL: url, PAYMENT_PROVIDER_KEY: KEY },
    start: async () => {
      child = await launch();
    },
    kill: () => endChild(child),
    switchTo: async mode => {
      const body = JSON.stringify(mode);
      const answer = await fetch(`${url}/mode`, { method: 'PUT', body });
      if (!answer.ok) throw new Error(`${answer.status}`);
    },
    ledger: async () => {
      const answer = await fetch(`${url}/ledger`);
      return ((await answer.json()) as { entries: LedgerEntry[] }).entries;
    },
    remove: async () => {
      await endChild(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(done => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}
