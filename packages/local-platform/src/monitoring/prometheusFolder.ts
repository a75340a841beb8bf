import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import type { DataFolder } from '../data/DataFolder';

/** The folder of what Prometheus is told and what it keeps. */
export const PROMETHEUS_FOLDER = 'prometheus';
/** How long Prometheus keeps what it knows. */
export const RETENTION_DAYS = 35;

/** The name of a block: a ULID. */
export const BLOCK_NAME = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** Where Prometheus keeps its blocks. */
export function prometheusDataFolder(data: DataFolder): string {
  return data.file(PROMETHEUS_FOLDER, 'data');
}

/** How Prometheus is to keep what it knows. */
export function storageArguments(folder: string): string[] {
  return [
    `--storage.tsdb.path=${folder}`,
    `--storage.tsdb.retention.time=${RETENTION_DAYS}d`,
    // Without a longer span than the shortest nothing is merged, so no block of invented history with a real one.
    '--storage.tsdb.min-block-duration=2h',
    '--storage.tsdb.max-block-duration=2h',
  ];
}

/** When what Prometheus measured by itself begins and ends. */
export interface Measured {
  from: Date;
  until: Date;
}

const metaSchema = z.object({ minTime: z.number(), maxTime: z.number() });

/**
 * What a Prometheus that does not run has measured; undefined where that is
 * nothing. `others` are blocks that it did not measure. The beginning may be
 * told too early, never too late.
 */
export async function readMeasured(
  folder: string,
  others: readonly string[],
): Promise<Measured | undefined> {
  const blocks = (await namesIn(folder)).filter(
    name => BLOCK_NAME.test(name) && !others.includes(name),
  );
  const spans = await Promise.all([
    readLogSpan(join(folder, 'wal')),
    ...blocks.map(name => readBlockSpan(join(folder, name))),
  ]);
  const known = spans.filter(span => span !== undefined);
  if (known.length === 0) return undefined;
  return {
    from: new Date(Math.min(...known.map(({ minTime }) => minTime))),
    until: new Date(Math.max(...known.map(({ maxTime }) => maxTime))),
  };
}

/** What was not made a block yet: since the log was begun, until it was last written to. */
async function readLogSpan(folder: string) {
  const segments = (await namesIn(folder)).map(name => join(folder, name));
  if (segments.length === 0) return undefined;
  const [{ birthtimeMs }, ...written] = await Promise.all(
    [folder, ...segments].map(name => stat(name)),
  );
  return {
    minTime: birthtimeMs,
    maxTime: Math.max(...written.map(({ mtimeMs }) => mtimeMs)),
  };
}

async function readBlockSpan(folder: string) {
  const text = await readFile(join(folder, 'meta.json'), 'utf8').catch(
    () => '{}',
  );
  return metaSchema.safeParse(JSON.parse(text)).data;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
