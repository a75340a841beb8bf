import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import type { DataFolder } from '../../data/DataFolder';
import { execute } from '../../system/execute';
import { LauncherError } from '../../terminal/LauncherError';
import {
  BLOCK_NAME,
  PROMETHEUS_FOLDER,
  prometheusDataFolder,
  readMeasured,
  RETENTION_DAYS,
} from '../prometheusFolder';
import { HISTORY_DAYS, lastStepBefore } from './sampleSteps';
import { sampleDefinition, writeOpenMetrics } from './writeOpenMetrics';

const DAY_MS = 86_400_000;
const IDS_FILE = `${PROMETHEUS_FOLDER}/sample-blocks.json`;
const BUILD_FOLDER = 'samples-building';
/** How old the end of a history may be that nothing was measured after. */
const FRESH_MS = 3_600_000;
/** promtool reads its whole input once for each block. */
const LONGEST_BLOCK = '486h';

const idsSchema = z.object({
  /** Where the history ends, and what was measured begins. */
  until: z.iso.datetime(),
  /** What the blocks were made by; null while there are none, or not all of them. */
  definition: z.string().nullable(),
  blocks: z.array(z.string().regex(BLOCK_NAME)),
});
type Ids = z.infer<typeof idsSchema>;

/** What there is of the invented history. */
export type SampleHistory =
  | { there: true; built: boolean; from: Date; until: Date }
  | { there: false; reason: string };

/** What tests set; nothing else does. */
interface SampleOptions {
  now?(): Date;
  /** Writes the history. */
  write?: typeof writeOpenMetrics;
}

/**
 * The blocks of invented history in the folder of a Prometheus that does not
 * run. They end where it began to measure: Prometheus merges blocks whose times
 * overlap, and forgets what it has not made a block yet and is older than its
 * newest block. So they are made anew with the same end when their definition
 * changes, and with another only where nothing is kept that was measured.
 */
export class SampleBlocks {
  readonly #data: DataFolder;
  readonly #now: () => Date;
  readonly #write: typeof writeOpenMetrics;

  constructor(
    data: DataFolder,
    { now = () => new Date(), write = writeOpenMetrics }: SampleOptions = {},
  ) {
    this.#data = data;
    this.#now = now;
    this.#write = write;
  }

  /** Makes the blocks, unless they are there; throws where promtool fails. */
  async ensure(promtool: string, signal: AbortSignal): Promise<SampleHistory> {
    const { kept, until } = await this.#read();
    const oldest = this.#now().getTime() - RETENTION_DAYS * DAY_MS;
    if (until.getTime() < oldest) {
      const day = until.toISOString().slice(0, 10);
      const reason = `Prometheus has measured since ${day}, and an invented history can only be older than that`;
      return { there: false, reason };
    }
    const there = {
      there: true,
      from: new Date(until.getTime() - HISTORY_DAYS * DAY_MS),
      until,
    } as const;
    const definition = sampleDefinition();
    if (await this.#isCurrent(kept, { until, definition })) {
      return { ...there, built: false };
    }
    const made = await this.#build(promtool, until, signal);
    await this.#replace(kept?.blocks ?? [], made, { until, definition });
    return { ...there, built: true };
  }

  /** Removes the blocks that were made, and nothing else. */
  async remove(): Promise<void> {
    const { kept, until } = await this.#read();
    await mkdir(this.#data.file(PROMETHEUS_FOLDER), { recursive: true });
    await this.#replace(kept?.blocks ?? [], [], { until, definition: null });
  }

  async #read(): Promise<{ kept: Ids | undefined; until: Date }> {
    const kept = await this.#data.readJson(IDS_FILE, idsSchema);
    const measured = await readMeasured(this.#blocks, kept?.blocks ?? []);
    const now = this.#now().getTime();
    const goesOn =
      measured && measured.until.getTime() > now - RETENTION_DAYS * DAY_MS;
    const keptUntil = kept && Date.parse(kept.until);
    if (keptUntil && (goesOn || now - keptUntil < FRESH_MS)) {
      return { kept, until: new Date(keptUntil) };
    }
    const end = goesOn ? measured.from : new Date(now);
    return { kept, until: new Date(lastStepBefore(end) * 1000) };
  }

  get #blocks(): string {
    return prometheusDataFolder(this.#data);
  }

  async #isCurrent(
    kept: Ids | undefined,
    wanted: { until: Date; definition: string },
  ): Promise<boolean> {
    if (
      kept?.definition !== wanted.definition ||
      Date.parse(kept.until) !== wanted.until.getTime()
    ) {
      return false;
    }
    // Prometheus removes the old ones by itself; the last one goes last.
    const found = await Promise.all(
      kept.blocks.map(name => isThere(join(this.#blocks, name))),
    );
    return found.includes(true);
  }

  /** New blocks beside the folder of Prometheus; answers with their names. */
  async #build(
    promtool: string,
    until: Date,
    signal: AbortSignal,
  ): Promise<string[]> {
    const folder = this.#building;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const input = join(folder, 'samples.om');
    const output = join(folder, 'blocks');
    await this.#write(input, until.getTime() / 1000);
    const { code, stdout, stderr } = await execute(
      promtool,
      [
        ...['tsdb', 'create-blocks-from', '--quiet'],
        ...[`--max-block-duration=${LONGEST_BLOCK}`],
        ...['openmetrics', input, output],
      ],
      { cwd: folder, signal },
    );
    signal.throwIfAborted();
    if (code !== 0) {
      throw new LauncherError(`promtool: ${(stderr || stdout).trim()}`);
    }
    return (await readdir(output)).filter(name => BLOCK_NAME.test(name));
  }

  /** Puts blocks in the place of others; whenever it is cut short, the file names all that are there. */
  async #replace(
    old: readonly string[],
    made: readonly string[],
    { until, definition }: { until: Date; definition: string | null },
  ): Promise<void> {
    const ids = { until: until.toISOString(), definition: null };
    await this.#note({ ...ids, blocks: [...old, ...made] });
    for (const name of old) {
      await rm(join(this.#blocks, name), { recursive: true, force: true });
    }
    await mkdir(this.#blocks, { recursive: true });
    for (const name of made) {
      const from = join(this.#building, 'blocks', name);
      await rename(from, join(this.#blocks, name));
    }
    await this.#note({ ...ids, definition, blocks: [...made] });
    await rm(this.#building, { recursive: true, force: true });
  }

  get #building(): string {
    return this.#data.file(PROMETHEUS_FOLDER, BUILD_FOLDER);
  }

  async #note(ids: Ids): Promise<void> {
    await this.#data.writeJson(IDS_FILE, ids);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
