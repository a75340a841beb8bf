import { existsSync } from 'node:fs';
import { ResourceLimits } from 'node:worker_threads';
import {
  TerraformDocument,
  parseTerraformDocument,
} from '../document/TerraformDocument';
import { canonicalHash } from './canonicalHash';
import { LruCache } from './LruCache';
import { SynthResponse } from './protocol';
import { SynthOutcome, Unavailable, unavailable } from './SynthOutcome';
import { WorkerSession } from './WorkerSession';

/** How a synthesis worker is run. */
export interface SynthWorkerOptions {
  /** The bundle that the thread runs. */
  readonly workerPath: string;
  /** From arrival to answer; a missed deadline replaces the worker. */
  readonly deadlineMs?: number;
  /** How many may wait behind the one that is being synthesized. */
  readonly queueLimit?: number;
  /** After how many syntheses a fresh thread takes over. */
  readonly recycleAfter?: number;
  /** How many documents are kept; the base of a preview is asked for again and again. */
  readonly cacheSize?: number;
  readonly resourceLimits?: ResourceLimits;
}

const DEFAULTS = {
  deadlineMs: 5_000,
  queueLimit: 4,
  recycleAfter: 200,
  cacheSize: 32,
  resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 },
} as const;

interface Job {
  readonly id: number;
  readonly key: string;
  readonly environment: unknown;
  readonly deadline: NodeJS.Timeout;
  readonly settle: (outcome: SynthOutcome) => void;
}

/** What has happened to a worker so far. */
export interface SynthWorkerStats {
  readonly started: number;
  readonly synthesized: number;
  readonly cached: number;
  readonly waiting: number;
  readonly heapUsedBytes: number | undefined;
}

/**
 * One warm thread that synthesizes environments, one after the other. Every
 * call is answered: by a document or by the reason why there is none. A thread
 * that misses a deadline, crashes or outgrows its memory is replaced and takes
 * its whole queue with it, because nobody knows what state it was in.
 */
export class SynthWorker {
  readonly #options: Required<SynthWorkerOptions>;
  readonly #cache: LruCache<TerraformDocument>;
  #session: WorkerSession | undefined;
  #queue: Job[] = [];
  #running: Job | undefined;
  #lastId = 0;
  #sinceStart = 0;
  #started = 0;
  #synthesized = 0;
  #heapUsedBytes: number | undefined;
  #stopped = false;

  static create(options: SynthWorkerOptions): SynthWorker {
    return new SynthWorker({ ...DEFAULTS, ...options });
  }

  private constructor(options: Required<SynthWorkerOptions>) {
    this.#options = options;
    this.#cache = LruCache.create(options.cacheSize);
  }

  /** Starts the thread ahead of the first request. */
  warmUp(): void {
    if (!this.#stopped && existsSync(this.#options.workerPath)) {
      this.#session ??= this.#start();
    }
  }

  /** Synthesizes an environment that the schema has accepted. */
  async synthesize(
    environment: unknown,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<SynthOutcome> {
    const { workerPath, queueLimit } = this.#options;
    if (this.#stopped) return unavailable('stopped');
    if (signal?.aborted) return unavailable('aborted');
    const key = canonicalHash(environment);
    const document = this.#cache.get(key);
    if (document) return { status: 'ok', document };
    if (!existsSync(workerPath)) return unavailable('missing');
    if (this.#running && this.#queue.length >= queueLimit) {
      return unavailable('busy');
    }
    return new Promise(resolve =>
      this.#enqueue({ key, environment, signal, resolve }),
    );
  }

  /** Ends the thread and answers everything that still waits. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#discard(unavailable('stopped'));
  }

  /** What has happened so far. */
  stats(): SynthWorkerStats {
    return {
      started: this.#started,
      synthesized: this.#synthesized,
      cached: this.#cache.size,
      waiting: this.#queue.length,
      heapUsedBytes: this.#heapUsedBytes,
    };
  }

  #enqueue({
    key,
    environment,
    signal,
    resolve,
  }: Pick<Job, 'key' | 'environment'> & {
    signal?: AbortSignal;
    resolve: (outcome: SynthOutcome) => void;
  }): void {
    const id = ++this.#lastId;
    const onAbort = () => this.#withdraw(id);
    const deadline = setTimeout(() => {
      this.#discard(unavailable('deadline'));
      // On a busy machine a start can take as long as a deadline: it begins
      // now, and not with the next request, which would miss its own.
      this.warmUp();
    }, this.#options.deadlineMs);
    const settle = (outcome: SynthOutcome) => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#queue.push({ id, key, environment, deadline, settle });
    this.#next();
  }

  /** Takes a waiting job out; the running one is answered when it is done. */
  #withdraw(id: number): void {
    const job = this.#queue.find(waiting => waiting.id === id);
    if (!job) return;
    this.#queue = this.#queue.filter(waiting => waiting !== job);
    job.settle(unavailable('aborted'));
  }

  #next(): void {
    if (this.#running) return;
    const job = this.#queue.shift();
    if (!job) {
      this.#session?.rest();
      return;
    }
    const document = this.#cache.get(job.key);
    if (document) {
      // Somebody who waited before asked for the same environment.
      job.settle({ status: 'ok', document });
      this.#next();
      return;
    }
    this.#running = job;
    this.#session ??= this.#start();
    this.#session.send({ id: job.id, environment: job.environment });
  }

  #start(): WorkerSession {
    const { workerPath, resourceLimits } = this.#options;
    this.#started += 1;
    this.#sinceStart = 0;
    return WorkerSession.start(workerPath, resourceLimits, {
      onAnswer: answer => this.#answer(answer),
      onLost: loss => {
        this.#discard(loss);
      },
    });
  }

  #answer(answer: SynthResponse): void {
    const job = this.#running;
    if (answer.id !== job?.id) return;
    this.#running = undefined;
    this.#synthesized += 1;
    this.#sinceStart += 1;
    job.settle(this.#outcome(job, answer));
    if (this.#sinceStart >= this.#options.recycleAfter) this.#recycle();
    this.#next();
  }

  #outcome(job: Job, answer: SynthResponse): SynthOutcome {
    if (answer.status === 'failed') {
      return unavailable('failed', answer.message);
    }
    this.#heapUsedBytes = answer.heapUsedBytes;
    try {
      const document = parseTerraformDocument(JSON.parse(answer.document));
      this.#cache.set(job.key, document);
      return { status: 'ok', document };
    } catch (error) {
      return unavailable('crashed', String(error));
    }
  }

  /** A planned replacement happens between two jobs, so that nobody notices. */
  #recycle(): void {
    this.#session?.close();
    this.#session = this.#start();
  }

  async #discard(outcome: Unavailable): Promise<void> {
    const session = this.#session;
    const jobs = [...(this.#running ? [this.#running] : []), ...this.#queue];
    this.#session = undefined;
    this.#running = undefined;
    this.#queue = [];
    for (const job of jobs) job.settle(outcome);
    await session?.close();
  }
}
