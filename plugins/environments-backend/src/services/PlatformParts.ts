import { ageWords, type SourceStatus } from '@portico/plugin-timeline-common';
import { readPlatformFile } from '../sources/readPlatformFile';

/** The source that stands for the file itself. */
export const PLATFORM_SOURCE = 'platform';

/** Who looks after the parts writes the file every few seconds; an older one is nobody's word. */
const STALE_MS = 60_000;

const PLATFORM: SourceStatus = {
  id: PLATFORM_SOURCE,
  title: 'Local platform',
  state: 'ok',
  reason: null,
  since: null,
  missing: null,
  snippet: null,
  origin: 'live',
};

const FILE_SETTING = 'environments.platformFile';
const START_SNIPPET = './portico up --detach';

function unknown(
  part: SourceStatus,
  reason: string,
  missing: string | null,
): SourceStatus {
  return {
    ...part,
    state: 'unknown',
    reason,
    since: null,
    missing,
    snippet: START_SNIPPET,
  };
}

/**
 * The parts of the platform that no plugin owns, as the file of the launcher
 * tells of them. What was told once is not forgotten when the file goes away.
 */
export class PlatformParts {
  readonly #path: string;
  readonly #now: () => Date;
  #known: SourceStatus[] = [];

  static create(path: string, now: () => Date): PlatformParts {
    return new PlatformParts(path, now);
  }

  private constructor(path: string, now: () => Date) {
    this.#path = path;
    this.#now = now;
  }

  /** All parts; `unknown` where the file is old or can't be read. */
  async list(): Promise<SourceStatus[]> {
    return (await this.#read()).parts;
  }

  /** One part, with how old the word about it is; undefined where the file never told of it. */
  async find(id: string): Promise<SourceStatus | undefined> {
    const { parts, age } = await this.#read();
    const part = parts.find(known => known.id === id);
    if (age === undefined || part?.state === 'unknown') return part;
    const told = `The launcher said so ${age} ago`;
    if (part) {
      return {
        ...part,
        reason: part.reason ? `${part.reason}. ${told}` : told,
      };
    }
    return id === PLATFORM_SOURCE ? { ...PLATFORM, reason: told } : undefined;
  }

  /** The parts, and how old the file is where it could be read. */
  async #read(): Promise<{ parts: SourceStatus[]; age?: string }> {
    const file = await readPlatformFile(this.#path);
    if (!file.readable) {
      const known = this.#known.length > 0 ? this.#known : [PLATFORM];
      const { reason } = file;
      return {
        parts: known.map(part => unknown(part, reason, FILE_SETTING)),
      };
    }
    this.#known = file.items;
    const ageMs = this.#now().getTime() - file.writtenAt.getTime();
    const age = ageWords(ageMs);
    if (ageMs <= STALE_MS) return { parts: file.items, age };
    const reason = `The launcher last wrote about it ${age} ago; is it still running?`;
    return { parts: file.items.map(part => unknown(part, reason, null)), age };
  }
}
