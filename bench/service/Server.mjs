import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;
const START_MS = 20_000;

/** A server in a process of its own; it prints {"port":N} when it listens. */
export class Server {
  #child;
  #output;
  #kill;
  port;

  constructor(child, output) {
    this.#child = child;
    this.#output = output;
    this.#kill = () => child.kill('SIGKILL');
    process.once('exit', this.#kill);
  }

  /** Starts a bundle, with its output in a file. */
  static async start({ file, env, output }) {
    const sink = openSync(output, 'w');
    const args = process.env.BENCH_NODE_ARGS?.split(' ') ?? [];
    const child = spawn(process.execPath, [...args, file], {
      stdio: ['ignore', sink, sink],
      env: { ...env, NODE_ENV: 'production' },
    });
    closeSync(sink);
    const server = new Server(child, output);
    try {
      server.port = await server.#portWhenListening();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** CPU time so far, of all its threads, in microseconds. */
  cpuMicros() {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8');
    // The name of the program, in brackets, may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return (ticks / TICKS_PER_SECOND) * 1e6;
  }

  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, 'close');
      this.#child.kill('SIGTERM');
      await closed;
    }
    process.off('exit', this.#kill);
  }

  async #portWhenListening() {
    const from = performance.now();
    while (performance.now() - from < START_MS) {
      const text = readFileSync(this.#output, 'utf8');
      const port = /"port":(\d+)/.exec(text)?.[1];
      if (port) return Number(port);
      if (this.#child.exitCode !== null) break;
      await sleep(20);
    }
    const said = readFileSync(this.#output, 'utf8').slice(-2000);
    throw new Error(`The server did not start:\n${said}`);
  }
}
