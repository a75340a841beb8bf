import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How a command ended, and all it printed. */
export interface Outcome {
  exitCode: number | null;
  output: string;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return address.port;
}

/** What of the tests' own run must not reach a stranger's terminal. */
function strangersEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(PORTICO_(?!CHROMIUM)|PLAYWRIGHT_|DATABASE_URL$|JEST_|NODE_OPTIONS$)/;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !ours.test(name)),
  );
}

/** A fresh clone in a folder of its own, and the terminal beside it. */
export class StrangersMachine {
  readonly #folder: string;
  readonly port: number;

  static async create(): Promise<StrangersMachine> {
    const folder = await mkdtemp(join(tmpdir(), 'portico-stranger-'));
    return new StrangersMachine(folder, await freePort());
  }

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.port = port;
  }

  get checkout(): string {
    return join(this.#folder, 'portico');
  }

  /** Where the run keeps what it knows, as the README says. */
  get data(): string {
    return join(this.checkout, '.portico');
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** What a file of the run holds. */
  async readJson<T>(name: string): Promise<T> {
    return JSON.parse(await readFile(join(this.data, name), 'utf8')) as T;
  }

  /** Runs git; throws with what it said when it fails. */
  async git(...args: string[]): Promise<string> {
    const identity = [
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.com',
    ];
    return (await run('git', [...identity, ...args])).stdout;
  }

  /** Runs the launcher of the clone to its end. */
  portico(...args: string[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn('./portico', args, {
        cwd: this.checkout,
        env: strangersEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      const take = (chunk: Buffer) => {
        output += chunk.toString();
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.once('error', reject);
      child.once('close', exitCode => resolve({ exitCode, output }));
    });
  }

  /** Removes all there was, whatever still runs. */
  async cleanUp(): Promise<void> {
    await this.portico('down', '--purge').catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
