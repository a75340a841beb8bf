import { LauncherError } from '../terminal/LauncherError';

/** The exit codes of k6, as its stand-in uses them. */
export const EXIT = {
  passed: 0,
  thresholdsCrossed: 99,
  invalidOptions: 104,
  interrupted: 105,
  scriptException: 107,
} as const;

/** A load test that could not be run, with the exit code that k6 has for it. */
export class LoadTestError extends LauncherError {
  readonly exitCode: number;

  constructor(
    message: string,
    exitCode: number,
    options: { fix?: string; cause?: unknown } = {},
  ) {
    super(message, options);
    this.name = 'LoadTestError';
    this.exitCode = exitCode;
  }
}
