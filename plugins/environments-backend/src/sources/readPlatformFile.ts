import { readFile, stat } from 'node:fs/promises';
import {
  SourceStatus,
  sourcesResponseSchema,
} from '@portico/plugin-timeline-common';

const SIZE_LIMIT_BYTES = 256 * 1024;

function unreadable(reason: string): SourceStatus[] {
  return [
    {
      id: 'platform',
      title: 'Local platform',
      state: 'unknown',
      reason,
      since: null,
      missing: 'environments.platformFile',
      snippet: null,
      origin: 'live',
    },
  ];
}

/** Reads what the local platform says of itself; a file that can't be read is told, not left out. */
export async function readPlatformFile(path: string): Promise<SourceStatus[]> {
  try {
    const { size } = await stat(path);
    if (size > SIZE_LIMIT_BYTES) return unreadable('Its file is too large');
    const text = await readFile(path, 'utf8');
    const parsed = sourcesResponseSchema.safeParse(JSON.parse(text));
    return parsed.success
      ? parsed.data.items
      : unreadable('Its file does not hold what it should');
  } catch {
    return unreadable('Its file cannot be read; is the platform running?');
  }
}
