import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { dataFolder } from './dataFolder';

const ROOT = join(__dirname, '..', '..', '..', '..', '..');

/** How a copy of the portal ended. */
export interface Ending {
  code: number | null;
  output: string;
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') {
    throw new Error('No free port');
  }
  return address.port;
}

/**
 * Starts the built portal once more, beside the one that is tested, and waits
 * until it ends; it is killed after the time it may take.
 */
export async function runPortal(options: {
  configs: string[];
  env?: Record<string, string>;
  nodeFlags?: string[];
  timeoutMs?: number;
}): Promise<Ending> {
  const app = join(dataFolder(), 'app');
  const child = spawn(
    process.execPath,
    [
      ...(options.nodeFlags ?? []),
      '--preserve-symlinks',
      '--preserve-symlinks-main',
      join(app, 'packages', 'backend'),
      ...[join(ROOT, 'app-config.yaml'), ...options.configs].flatMap(file => [
        '--config',
        file,
      ]),
    ],
    {
      cwd: app,
      env: { ...process.env, NODE_ENV: 'production', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const pieces: string[] = [];
  const keep = (piece: Buffer) => pieces.push(piece.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const timer = setTimeout(
    () => child.kill('SIGKILL'),
    options.timeoutMs ?? 30_000,
  );
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  return { code, output: pieces.join('') };
}
