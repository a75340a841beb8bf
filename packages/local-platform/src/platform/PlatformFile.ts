import { z } from 'zod/v4';
import {
  sourcesResponseSchema,
  type SourceStatus,
} from '@portico/plugin-timeline-common';
import type { DataFolder } from '../data/DataFolder';
import type { ProcessState } from '../process/ManagedProcess';

/** The file that tells the portal and `doctor` about what no plugin owns. */
export const PLATFORM_FILE = 'platform.json';

/** The portal calls a file stale after a minute. */
const FRESH_MS = 20_000;

/** What the file holds: the sources, and when they were last vouched for. */
export const platformFileSchema = sourcesResponseSchema.extend({
  checkedAt: z.iso.datetime().optional(),
});

/** What is said of a source besides its state. */
export interface SourceDescription {
  id: string;
  title: string;
  origin: SourceStatus['origin'];
  /** What the page tells about it while it is well. */
  about: string | null;
}

/** The status of a source from the state of the process behind it. */
export function sourceOf(
  description: SourceDescription,
  process: ProcessState,
): SourceStatus {
  const { id, title, origin, about } = description;
  const well = process.state === 'running';
  return {
    id,
    title,
    origin,
    state: well ? 'ok' : 'down',
    reason: well ? about : notRunning(process),
    since: process.since,
    missing: null,
    snippet: null,
  };
}

/** The status of a source whose program this machine lacks; `program` is also its Debian package. */
export function missingProgram(
  source: Omit<SourceDescription, 'about'>,
  { program, reason }: { program: string; reason: string },
): SourceStatus {
  return {
    ...source,
    state: 'not-set-up',
    reason,
    since: null,
    missing: program,
    snippet: `apt-get install ${program}`,
  };
}

function notRunning({ state, reason }: ProcessState): string {
  switch (state) {
    case 'restarting':
      return `It ended unexpectedly (${reason}) and is being started again`;
    case 'unreachable':
      return reason ?? 'It does not answer';
    case 'starting':
      return 'It is starting';
    default:
      return 'It is stopped';
  }
}

/** Keeps the status file current; its writes never overtake each other. */
export class PlatformFile {
  readonly #data: DataFolder;
  readonly #items = new Map<string, SourceStatus>();
  #writing: Promise<void> = Promise.resolve();

  constructor(data: DataFolder) {
    this.#data = data;
  }

  get path(): string {
    return this.#data.file(PLATFORM_FILE);
  }

  /** Sets one source; the file follows. */
  set(status: SourceStatus): void {
    this.#items.set(status.id, status);
    this.#write();
  }

  /** Writes the file anew until the signal; one that grows old is nobody's word any more. */
  keepFresh(signal: AbortSignal, everyMs = FRESH_MS): void {
    const timer = setInterval(() => this.#write(), everyMs);
    timer.unref();
    signal.addEventListener('abort', () => clearInterval(timer), {
      once: true,
    });
  }

  /** Ends when all that was set is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #write(): void {
    this.#writing = this.#writing
      .then(() =>
        this.#data.writeJson(PLATFORM_FILE, {
          checkedAt: new Date().toISOString(),
          items: [...this.#items.values()],
        }),
      )
      .catch(() => undefined);
  }
}
