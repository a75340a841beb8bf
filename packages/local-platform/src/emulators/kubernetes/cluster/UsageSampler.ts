import { readFile } from 'node:fs/promises';

/** What a process used between the last two samples. */
export interface Usage {
  cores: number;
  memoryBytes: number;
  at: Date;
  windowSeconds: number;
}

/** What a process used since it was started. */
export interface UsageReading {
  cpuSeconds: number;
  memoryBytes: number;
}

/** Reads what a process used; nothing where that is not known. */
export type ReadUsage = (pid: number) => Promise<UsageReading | undefined>;

/** What Linux counts CPU time in, whatever the machine. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/** Reads /proc, where the machine has it. */
export const readProcUsage: ReadUsage = async pid => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything, the rest does not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, pages] = [fields[11], fields[12], fields[21]];
    return {
      cpuSeconds: (Number(user) + Number(system)) / TICKS_PER_SECOND,
      memoryBytes: Number(pages) * PAGE_BYTES,
    };
  } catch {
    return undefined;
  }
};

/** Keeps the last two readings of each process, as a metrics server does. */
export class UsageSampler {
  readonly #read: ReadUsage;
  readonly #clock: () => Date;
  readonly #readings = new Map<number, UsageReading & { at: Date }>();
  readonly #usages = new Map<number, Usage>();

  constructor(options: { read: ReadUsage; clock: () => Date }) {
    this.#read = options.read;
    this.#clock = options.clock;
  }

  /** Nothing until a process was read twice. */
  usageOf(pid: number | undefined): Usage | undefined {
    return pid === undefined ? undefined : this.#usages.get(pid);
  }

  /** Reads these processes and forgets all others. */
  async sample(pids: readonly number[]): Promise<void> {
    for (const pid of this.#readings.keys()) {
      if (!pids.includes(pid)) this.#forget(pid);
    }
    // Read twice at one moment, a process would seem to have used nothing.
    await Promise.all([...new Set(pids)].map(pid => this.#sampleOne(pid)));
  }

  async #sampleOne(pid: number): Promise<void> {
    const reading = await this.#read(pid);
    if (!reading) {
      this.#forget(pid);
      return;
    }
    const at = this.#clock();
    const before = this.#readings.get(pid);
    this.#readings.set(pid, { ...reading, at });
    const seconds = before ? (at.getTime() - before.at.getTime()) / 1000 : 0;
    const cpu = before ? reading.cpuSeconds - before.cpuSeconds : -1;
    // Less than before: another process has the number now.
    if (seconds <= 0 || cpu < 0) {
      this.#usages.delete(pid);
      return;
    }
    this.#usages.set(pid, {
      cores: cpu / seconds,
      memoryBytes: reading.memoryBytes,
      at,
      windowSeconds: seconds,
    });
  }

  #forget(pid: number): void {
    this.#readings.delete(pid);
    this.#usages.delete(pid);
  }
}
