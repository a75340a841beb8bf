import { describeFailure } from './LauncherError';

/** Where progress goes: the terminal, or the log and the parent of a detached run. */
export interface Reporter {
  /** One line, with the time since the start. */
  info(line: string): void;
  /** A line that must not be overlooked. */
  warn(line: string): void;
  /** The reason why the whole run ends. */
  failure(error: unknown): void;
}

/** Formats the elapsed time as the launcher script does. */
export function stamp(sinceMs: number, nowMs: number): string {
  const seconds = Math.floor((nowMs - sinceMs) / 1000);
  return `[${String(seconds).padStart(4)} s]`;
}

/** A reporter that writes each line, stamped with the elapsed time. */
export function createReporter(write: (text: string) => void): Reporter {
  const began = Date.now();
  const line = (text: string) => write(`${stamp(began, Date.now())} ${text}\n`);
  return {
    info: line,
    warn: text => line(`Warning: ${text}`),
    failure: error => write(`\nportico: ${describeFailure(error)}\n`),
  };
}

/** Progress goes to standard error, so that data on standard output stays clean. */
export function terminalReporter(): Reporter {
  return createReporter(text => process.stderr.write(text));
}
