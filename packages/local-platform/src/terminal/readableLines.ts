import { z } from 'zod/v4';
import { lastLines } from './runStep';

const entrySchema = z.object({ level: z.string(), message: z.string() });

/** Where an error came from does not help who wants to know what it was. */
const STACK_FRAME = /^\s+at \S/;
const LONGEST = 400;

/** The last lines of a process' log as a person reads them: reasons, without stacks. */
export async function lastReadableLines(
  file: string,
  count: number,
): Promise<string[]> {
  // A stack may be long; the reason stands above it.
  const lines = await lastLines(file, count * 20);
  return lines
    .filter(line => !STACK_FRAME.test(line))
    .map(readable)
    .slice(-count);
}

/** A line as it is, or the words of a JSON log entry. */
function readable(line: string): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return line.slice(0, LONGEST);
  }
  const entry = entrySchema.safeParse(value);
  return entry.success
    ? `${entry.data.level}: ${entry.data.message}`.slice(0, LONGEST)
    : line.slice(0, LONGEST);
}
