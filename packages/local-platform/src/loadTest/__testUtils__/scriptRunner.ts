import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { silentReporter } from '../../__testUtils__/silentReporter';
import { temporaryFolder } from '../../__testUtils__/temporaryFolder';
import { runLoadTest } from '../runLoadTest';

/** The checkout that the tests run in. */
export const ROOT = resolve(__dirname, '../../../../..');

/** Runs scripts that tests write, and keeps what was told meanwhile. */
export function scriptRunner() {
  const folder = temporaryFolder();
  let count = 0;
  return (
    text: string,
    {
      env = {},
      signal,
    }: { env?: Record<string, string>; signal?: AbortSignal } = {},
  ) => {
    count += 1;
    const script = join(folder, `script${count}.js`);
    writeFileSync(script, text);
    const reporter = silentReporter();
    const run = runLoadTest({ root: ROOT, script, env, reporter, signal });
    return { run, reporter };
  };
}
