import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { TEST_ENVIRONMENT } from '../testUtils/testEnvironment';

const fixtures = resolve(__dirname, '../__fixtures__');

/** Bundles a fixture as a service is bundled, and says where the result is. */
export function bundle(fixture: string, folder: string): string {
  const file = join(folder, `${fixture}.cjs`);
  execFileSync(require.resolve('esbuild/bin/esbuild'), [
    join(fixtures, `${fixture}.ts`),
    '--bundle',
    '--platform=node',
    '--log-level=error',
    '--external:pg-native',
    '--define:import.meta.url=importMetaUrl',
    "--banner:js=const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    `--outfile=${file}`,
  ]);
  return file;
}

/** A service in a process of its own. */
export interface ChildService {
  process: ChildProcess;
  output(): string;
  /** Where it answers, once it does. */
  started(): Promise<string>;
  /** The exit code, once it ended. */
  exited: Promise<number | null>;
}

const children: ChildProcess[] = [];

/** Starts a bundled service on free ports. */
export function startChild(
  file: string,
  env: Record<string, string> = {},
): ChildService {
  const child = spawn(process.execPath, [file], {
    env: { ...TEST_ENVIRONMENT, ...env },
  });
  children.push(child);
  let output = '';
  const keep = (data: Buffer) => {
    output += data;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const started = async () => {
    for (;;) {
      const port = /"port":(\d+)/.exec(output)?.[1];
      if (port) return `http://127.0.0.1:${port}`;
      if (child.exitCode !== null) throw new Error(output);
      await Promise.race([once(child.stdout, 'data'), exited]);
    }
  };
  return { process: child, output: () => output, started, exited };
}

/** Ends the processes that a test left. */
export function killChildren(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL');
}
