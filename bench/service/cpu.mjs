import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './build.mjs';
import { inTurns } from './rounds.mjs';
import { Server } from './Server.mjs';

const LOAD = join(dirname(fileURLToPath(import.meta.url)), 'load.mjs');

// A limit that no round reaches: what is counted costs, what is refused does not.
const KIT_ENVIRONMENT = {
  HOST: '127.0.0.1',
  PORT: '0',
  METRICS_HOST: '127.0.0.1',
  METRICS_PORT: '0',
  LOG_LEVEL: 'info',
  RATE_LIMIT: '1000000',
  SHUTDOWN_DELAY_SECONDS: '0',
};

/** Compares the CPU time, in microseconds, that one request for `path` costs two servers. */
export async function compareCpu({ name, ours, floor, path, env }, options) {
  const { folder } = options;
  const files = {
    ours: bundle(`${name}-ours`, ours, folder),
    floor: bundle(`${name}-floor`, floor, folder),
  };
  const ask = (side, environment) => () =>
    measureOnce({ file: files[side], env: environment, path, ...options });
  return inTurns(
    { rounds: options.rounds, warm: true },
    {
      ours: ask('ours', { ...KIT_ENVIRONMENT, ...env }),
      floor: ask('floor', {}),
    },
  );
}

/** CPU microseconds for one request to a fresh server that is warm. */
async function measureOnce({ file, env, folder, ...asked }) {
  const output = join(folder, 'output.log');
  const server = await Server.start({ file, env, output });
  try {
    await load(server.port, {
      ...asked,
      requests: Math.ceil(asked.requests / 2),
    });
    const before = server.cpuMicros();
    await load(server.port, asked);
    return (server.cpuMicros() - before) / asked.requests;
  } finally {
    await server.stop();
  }
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
