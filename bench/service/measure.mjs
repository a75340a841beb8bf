/** Runs a server as a process, asks it for something, and tells what that cost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const kit = join(here, '..', '..', 'packages', 'service-kit');
const { buildSync } = createRequire(join(kit, 'package.json'))('esbuild');

const LOAD = join(here, 'load.mjs');
const TICKS_PER_SECOND = 100;
const START_MS = 20_000;

/** Bundles a server as the services are bundled. */
export function bundle(name, contents, folder) {
  const outfile = join(folder, `${name}.cjs`);
  buildSync({
    stdin: { contents, resolveDir: kit, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: ['pg-native', 'argon2'],
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: {
      js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    },
    logLevel: 'error',
  });
  return outfile;
}

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length / 2) - 1];
}

/** CPU time of a process so far, of all its threads, in microseconds. */
function cpuMicros(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return (ticks / TICKS_PER_SECOND) * 1e6;
}

async function portOf(child, output) {
  for (const from = performance.now(); performance.now() - from < START_MS; ) {
    const text = readFileSync(output, 'utf8');
    const port = /"port":(\d+)/.exec(text)?.[1];
    if (port) return Number(port);
    if (child.exitCode !== null) break;
    await sleep(20);
  }
  throw new Error(
    `The server did not start:\n${readFileSync(output, 'utf8').slice(-2000)}`,
  );
}

/** Sends requests from a process of its own. */
async function load(port, { path, requests, connections }) {
  const child = spawn(
    process.execPath,
    [LOAD, String(port), path, String(requests), String(connections)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  const [code] = await once(child, 'close');
  process.off('exit', stop);
  if (code !== 0) throw new Error('The load was not answered.');
}

/** CPU microseconds for one request to a fresh server that is warm. */
export async function measureOnce({ file, env, folder, ...asked }) {
  const output = join(folder, 'output.log');
  const sink = openSync(output, 'w');
  const args = process.env.BENCH_NODE_ARGS?.split(' ') ?? [];
  const child = spawn(process.execPath, [...args, file], {
    stdio: ['ignore', sink, sink],
    env: { ...env, NODE_ENV: 'production' },
  });
  closeSync(sink);
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  try {
    const port = await portOf(child, output);
    await load(port, { ...asked, requests: Math.ceil(asked.requests / 2) });
    const before = cpuMicros(child.pid);
    await load(port, asked);
    return (cpuMicros(child.pid) - before) / asked.requests;
  } finally {
    const closed = once(child, 'close');
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await closed;
    }
    process.off('exit', stop);
  }
}
