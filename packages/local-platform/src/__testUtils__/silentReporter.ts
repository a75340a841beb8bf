import type { Reporter } from '../terminal/Reporter';

/** A reporter that keeps what it is told. */
export function silentReporter(): Reporter & { lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    info: line => lines.push(line),
    warn: line => lines.push(`Warning: ${line}`),
    failure: error => lines.push(String(error)),
  };
}
