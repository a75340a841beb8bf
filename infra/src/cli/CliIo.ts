/** What the command line writes to and works in; tests hand in their own. */
export interface CliIo {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly now: () => Date;
  readonly cwd: string;
  /** Where `terraform` is looked for. */
  readonly searchPath: string;
  /** The bundle of the synthesis worker, where it was found already. */
  readonly workerPath?: string;
}

/** All is well. */
export const EXIT_OK = 0;
/** The input or the machine is not as it must be. */
export const EXIT_ERROR = 1;
/** A policy, the provider or Terraform stands in the way. */
export const EXIT_FINDINGS = 2;

/** An error that is told in one message, without a stack. */
export class CliError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CliError';
  }
}
