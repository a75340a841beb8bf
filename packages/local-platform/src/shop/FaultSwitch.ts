import { z } from 'zod/v4';
import type { DataFolder } from '../data/DataFolder';
import { LauncherError } from '../terminal/LauncherError';
import type { ServiceName } from './services';

const TIMEOUT_MS = 5_000;

/** What can be made to go wrong in a service on purpose. */
export const faultSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('off') }),
  z.strictObject({ fault: z.literal('slow'), delayMs: z.int().optional() }),
  z.strictObject({ fault: z.literal('errors'), ratio: z.number().optional() }),
  z.strictObject({ fault: z.literal('crash') }),
]);

/** A fault of a service, or `off`. */
export type Fault = z.infer<typeof faultSchema>;

/**
 * The fault that a service of a run is to have. It is kept in the data folder
 * until it is switched off, so that a service that crashed has it again.
 */
export class FaultSwitch {
  readonly #data: DataFolder;
  readonly #service: ServiceName;
  readonly #url: string;
  readonly #timeoutMs: number;

  constructor(
    data: DataFolder,
    options: { service: ServiceName; adminPort: number; timeoutMs?: number },
  ) {
    const { service, adminPort, timeoutMs = TIMEOUT_MS } = options;
    this.#timeoutMs = timeoutMs;
    this.#data = data;
    this.#service = service;
    this.#url = `http://127.0.0.1:${adminPort}/fault`;
  }

  /** The fault it is to have. */
  async read(): Promise<Fault> {
    const kept = await this.#data.readJson(this.#file, faultSchema);
    return kept ?? { fault: 'off' };
  }

  /** Keeps a fault and gives it to the service; false where the service does not answer now. */
  async set(fault: Fault): Promise<boolean> {
    if (fault.fault === 'off') await this.forget();
    else await this.#data.writeJson(this.#file, fault);
    return this.#tell(fault);
  }

  /** Gives a service that has just started the fault that is kept. */
  async restore(): Promise<void> {
    const fault = await this.read();
    if (fault.fault !== 'off') await this.#tell(fault);
  }

  /** A new run begins without faults. */
  async forget(): Promise<void> {
    await this.#data.remove(this.#file);
  }

  get #file(): string {
    return `fault-${this.#service}.json`;
  }

  async #tell(fault: Fault): Promise<boolean> {
    let response: Response;
    try {
      response = await fetch(this.#url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
    } catch {
      return false;
    }
    const text = await response.text().catch(() => '');
    if (response.ok) return true;
    throw new LauncherError(
      `${this.#service}-service refused the fault (${
        response.status
      }): ${text}`,
    );
  }
}
