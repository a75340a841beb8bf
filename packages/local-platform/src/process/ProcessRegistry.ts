import { z } from 'zod/v4';
import type { DataFolder } from '../data/DataFolder';
import { identify, isRunning, processIdentitySchema } from './ProcessIdentity';
import { stopProcess } from './stopProcess';

const FILE = 'processes.json';

const recordSchema = processIdentitySchema.extend({
  name: z.string().min(1),
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
  graceMs: z.number().int().nonnegative(),
});

/** A child of the supervisor, as it is written down. */
export type ProcessRecord = z.infer<typeof recordSchema>;

/**
 * The children of the supervisor, in the order they started, in a file that
 * outlives it: whoever comes after a supervisor that was killed cleans up.
 */
export class ProcessRegistry {
  readonly #data: DataFolder;
  #records: ProcessRecord[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(data: DataFolder) {
    this.#data = data;
  }

  /** Writes a child down; one that was started again keeps its place. */
  async record(
    name: string,
    pid: number,
    stop: Pick<ProcessRecord, 'stopSignal' | 'graceMs'>,
  ): Promise<void> {
    const identity = await identify(pid);
    if (!identity) {
      return;
    }
    const { stopSignal, graceMs } = stop;
    const record = { name, stopSignal, graceMs, ...identity };
    const place = this.#records.findIndex(known => known.name === name);
    this.#records.splice(
      place < 0 ? this.#records.length : place,
      place < 0 ? 0 : 1,
      record,
    );
    await this.#save();
  }

  async forget(name: string): Promise<void> {
    this.#records = this.#records.filter(record => record.name !== name);
    await this.#save();
  }

  /** One write after the other, each with all that is known by then. */
  #save(): Promise<void> {
    const next = this.#writing.then(() =>
      this.#data.writeJson(FILE, this.#records),
    );
    this.#writing = next.catch(() => undefined);
    return next;
  }

  /** The children that a supervisor wrote down. */
  static async read(data: DataFolder): Promise<ProcessRecord[]> {
    return (await data.readJson(FILE, z.array(recordSchema))) ?? [];
  }

  /** Stops what a supervisor left running, last started first; tells the names. */
  static async stopLeftovers(data: DataFolder): Promise<string[]> {
    const stopped: string[] = [];
    for (const record of (await ProcessRegistry.read(data)).reverse()) {
      if (await isRunning(record)) {
        const { stopSignal: signal, graceMs } = record;
        await stopProcess(record, { signal, graceMs });
        stopped.push(record.name);
      }
    }
    await data.remove(FILE);
    return stopped;
  }
}
