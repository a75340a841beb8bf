import { readFile, stat } from 'node:fs/promises';
import {
  SourceStatus,
  sourcesResponseSchema,
} from '@portico/plugin-timeline-common';

const SIZE_LIMIT_BYTES = 256 * 1024;

/** What the local platform says of itself and when it said so, or why that can't be read. */
export type PlatformFileRead =
  | { readable: true; items: SourceStatus[]; writtenAt: Date }
  | { readable: false; reason: string };

function unreadable(reason: string): PlatformFileRead {
  return { readable: false, reason };
}

/** Reads what the local platform says of itself; a file that can't be read is told, not left out. */
export async function readPlatformFile(
  path: string,
): Promise<PlatformFileRead> {
  try {
    const { size, mtime } = await stat(path);
    if (size > SIZE_LIMIT_BYTES) return unreadable('Its file is too large');
    const text = await readFile(path, 'utf8');
    const parsed = sourcesResponseSchema.safeParse(JSON.parse(text));
    return parsed.success
      ? { readable: true, items: parsed.data.items, writtenAt: mtime }
      : unreadable('Its file does not hold what it should');
  } catch {
    return unreadable('Its file cannot be read; is the platform running?');
  }
}
