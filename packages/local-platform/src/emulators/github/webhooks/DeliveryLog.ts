import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod/v4';
import { Semaphore } from '../store/Semaphore';
import { writeFileAtomically } from '../store/writeFileAtomically';

const KEPT = 200;

const deliverySchema = z.object({
  id: z.number().int().positive(),
  guid: z.string(),
  /** The hook of a repository; null for the host's own. */
  hookId: z.number().int().nullable(),
  repository: z.string(),
  event: z.string(),
  action: z.string().nullable(),
  url: z.string(),
  deliveredAt: z.string(),
  redelivery: z.boolean(),
  attempts: z.number().int().min(0),
  outcome: z.enum(['delivered', 'failed', 'dropped']),
  statusCode: z.number().int().nullable(),
  /** Why it failed, when it did. */
  reason: z.string().nullable(),
  durationMs: z.number().min(0),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** What became of one webhook. */
export type Delivery = z.infer<typeof deliverySchema>;

/** The last deliveries, on the disk one a line. */
export class DeliveryLog {
  readonly #path: string;
  readonly #lock = new Semaphore(1);
  #deliveries: Delivery[];

  private constructor(path: string, deliveries: Delivery[]) {
    this.#path = path;
    this.#deliveries = deliveries;
  }

  static async open(path: string): Promise<DeliveryLog> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const text = await readFile(path, 'utf8').catch(() => '');
    const deliveries = text
      .split('\n')
      .map(readLine)
      .filter(delivery => delivery !== undefined)
      .slice(-KEPT);
    const log = new DeliveryLog(path, deliveries);
    await writeFileAtomically(path, log.#text());
    return log;
  }

  /** The newest first. */
  list(): Delivery[] {
    return [...this.#deliveries].reverse();
  }

  nextId(): number {
    return (this.#deliveries[this.#deliveries.length - 1]?.id ?? 0) + 1;
  }

  async add(delivery: Omit<Delivery, 'id'>): Promise<void> {
    await this.#lock.run(async () => {
      const added = { ...delivery, id: this.nextId() };
      this.#deliveries.push(added);
      if (this.#deliveries.length > 2 * KEPT) {
        this.#deliveries = this.#deliveries.slice(-KEPT);
        await writeFileAtomically(this.#path, this.#text());
      } else {
        await appendFile(this.#path, `${JSON.stringify(added)}\n`, {
          mode: 0o600,
        });
      }
    });
  }

  #text(): string {
    return this.#deliveries.map(item => `${JSON.stringify(item)}\n`).join('');
  }
}

/** A line of the log; a crash may have left half of one. */
function readLine(line: string): Delivery | undefined {
  try {
    return deliverySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
