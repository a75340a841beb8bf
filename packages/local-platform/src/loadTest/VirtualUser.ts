import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { HttpClient } from './httpClient';
import { messageOf } from '../terminal/LauncherError';
import { EXIT, LoadTestError } from './LoadTestError';
import type {
  FromThread,
  HttpAnswer,
  HttpRequest,
  Sample,
  ThreadData,
  ToThread,
} from './messages';

/** What a virtual user is made of. */
export interface VirtualUserOptions {
  bundle: string;
  env: Record<string, string>;
  /** From 1. */
  vu: number;
  onSample(sample: Sample): void;
  onLog(text: string): void;
}

/** What a script says of itself when it is loaded. */
export type LoadedScript = Extract<FromThread, { type: 'ready' }>;

/** How an iteration ended. */
export type Iteration =
  | { type: 'ended'; durationMs: number; error?: string }
  | { type: 'interrupted' };

/**
 * One virtual user: a thread that stands still while the main thread makes its
 * requests, because a script for k6 waits for everything.
 */
export class VirtualUser {
  readonly #options: VirtualUserOptions;
  readonly #worker: Worker;
  readonly #flag = new Int32Array(new SharedArrayBuffer(4));
  readonly #answers: MessagePort;
  readonly #client = new HttpClient();
  #hear: (message: FromThread) => void = () => {};
  #gone: (error: Error | undefined) => void = () => {};
  #ended = false;

  private constructor(options: VirtualUserOptions) {
    this.#options = options;
    const { port1, port2 } = new MessageChannel();
    this.#answers = port1;
    const workerData: ThreadData = {
      env: options.env,
      vu: options.vu,
      flag: this.#flag.buffer as SharedArrayBuffer,
      answers: port2,
    };
    this.#worker = new Worker(options.bundle, {
      workerData,
      transferList: [port2],
      execArgv: [],
      env: {},
    });
    this.#worker.on('message', (message: FromThread) => this.#on(message));
    this.#worker.on('error', error => this.#end(error));
    this.#worker.on('exit', () => this.#end(undefined));
  }

  /** Starts the thread and loads the script; throws where that throws. */
  static async start(
    options: VirtualUserOptions,
  ): Promise<{ user: VirtualUser; script: LoadedScript }> {
    const user = new VirtualUser(options);
    try {
      const script = await user.#until('ready');
      if (script) return { user, script };
      throw new Error('its thread ended');
    } catch (error) {
      await user.stop();
      throw new LoadTestError(
        `The script cannot be loaded: ${messageOf(error)}`,
        EXIT.scriptException,
        { cause: error },
      );
    }
  }

  /** Runs the script once, from one end to the other. */
  async iterate(iteration: number): Promise<Iteration> {
    this.#say({ type: 'iterate', iteration });
    const ended = await this.#until('iterated');
    if (!ended) return { type: 'interrupted' };
    const { durationMs, error } = ended;
    return { type: 'ended', durationMs, error };
  }

  /** What the script's `handleSummary` wants written, by file. */
  async summarize(data: unknown): Promise<Record<string, string>> {
    this.#say({ type: 'summarize', data });
    try {
      return (await this.#until('summarized'))?.outputs ?? {};
    } catch (error) {
      throw new LoadTestError(
        `handleSummary fails: ${messageOf(error)}`,
        EXIT.scriptException,
        { cause: error },
      );
    }
  }

  /** Ends the thread, whatever it does. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
    this.#end(undefined);
  }

  #say(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  /** The next message of a type; undefined where the thread is ended before. */
  #until<T extends FromThread['type']>(
    type: T,
  ): Promise<Extract<FromThread, { type: T }> | undefined> {
    if (this.#ended) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.#hear = message => {
        if (message.type === type) {
          resolve(message as Extract<FromThread, { type: T }>);
        }
      };
      this.#gone = error => (error ? reject(error) : resolve(undefined));
    });
  }

  #end(error: Error | undefined): void {
    this.#ended = true;
    this.#gone(error);
    this.#client.close();
    this.#answers.close();
  }

  #on(message: FromThread): void {
    if (message.type === 'sample') this.#options.onSample(message.sample);
    else if (message.type === 'log') this.#options.onLog(message.text);
    else if (message.type === 'request') {
      void this.#answer(message.request, message.tags);
    } else this.#hear(message);
  }

  async #answer(
    request: HttpRequest,
    tags: Record<string, string>,
  ): Promise<void> {
    const answer = await this.#client.send(request);
    if (this.#ended) return;
    for (const sample of samplesOf(request, answer, tags)) {
      this.#options.onSample(sample);
    }
    this.#answers.postMessage(answer);
    Atomics.store(this.#flag, 0, 1);
    Atomics.notify(this.#flag, 0);
  }
}

/** What k6 measures of a request. */
function samplesOf(
  { method, url }: HttpRequest,
  { status, timings, sentBytes, receivedBytes }: HttpAnswer,
  own: Record<string, string>,
): Sample[] {
  const expected = status >= 200 && status < 400;
  const tags = {
    name: url,
    url,
    method,
    status: String(status),
    expected_response: String(expected),
    ...own,
  };
  const sample = (metric: string, value: number) => ({ metric, value, tags });
  return [
    sample('http_reqs', 1),
    sample('http_req_failed', expected ? 0 : 1),
    ...Object.entries(timings).map(([part, ms]) =>
      sample(`http_req_${part}`, ms),
    ),
    sample('data_sent', sentBytes),
    sample('data_received', receivedBytes),
  ];
}
