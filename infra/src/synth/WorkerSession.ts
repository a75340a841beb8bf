import { Worker, ResourceLimits } from 'node:worker_threads';
import { z } from 'zod/v4';
import { SynthRequest, SynthResponse, synthResponseSchema } from './protocol';
import { Unavailable, unavailable } from './SynthOutcome';

const errorSchema = z.object({
  code: z.string().optional(),
  message: z.string(),
});

function lossOf(error: unknown): Unavailable {
  const { data } = errorSchema.safeParse(error);
  return data?.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? unavailable('memory')
    : unavailable('crashed', data?.message);
}

/** What the owner of a session hears from it. */
export interface WorkerSessionListener {
  onAnswer(answer: SynthResponse): void;
  /** Called at most once, and never after `close`. */
  onLost(loss: Unavailable): void;
}

/** The life of one worker thread: it answers until it is lost or closed. */
export class WorkerSession {
  readonly #worker: Worker;
  #open = true;

  static start(
    workerPath: string,
    resourceLimits: ResourceLimits,
    listener: WorkerSessionListener,
  ): WorkerSession {
    const worker = new Worker(workerPath, {
      resourceLimits,
      // The worker needs nothing of the process: neither its secrets nor its flags.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    return new WorkerSession(worker, listener);
  }

  private constructor(worker: Worker, listener: WorkerSessionListener) {
    this.#worker = worker;
    const lose = (loss: Unavailable) => {
      if (!this.#open) return;
      this.#open = false;
      listener.onLost(loss);
    };
    worker.on('message', message => {
      const answer = synthResponseSchema.safeParse(message);
      if (!answer.success) lose(unavailable('crashed', 'unreadable answer'));
      else if (this.#open) listener.onAnswer(answer.data);
    });
    worker.on('error', error => lose(lossOf(error)));
    worker.on('messageerror', error => lose(lossOf(error)));
    worker.on('exit', code =>
      lose(unavailable('crashed', `exit code ${code}`)),
    );
    worker.stdout.resume();
    worker.stderr.resume();
    worker.unref();
  }

  /** Sends a request; from now until `rest` the worker keeps the process alive. */
  send(request: SynthRequest): void {
    this.#worker.ref();
    this.#worker.postMessage(request);
  }

  /** Lets the process end while nothing is asked of the worker. */
  rest(): void {
    this.#worker.unref();
  }

  /** Ends the worker, wherever it is. */
  async close(): Promise<void> {
    this.#open = false;
    await this.#worker.terminate();
  }
}
